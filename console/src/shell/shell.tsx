import { Refused } from "@kept/sdk";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useLocation, useMatches, useParams, useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { SessionProvider, session, useSession } from "../app/session.js";
import { useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { SearchBox, SearchProvider } from "../people/search.js";
import { Elsewhere } from "../sign-in/elsewhere.js";
import { MyMenu } from "./my-menu.js";
import { Outside } from "./outside.js";
import { Side } from "./side.js";
import { words } from "./words.js";

/** The frame of every screen after sign-in. */
export function Shell() {
  const { organisation } = useParams({ from: "/$organisation/in" });
  const { pathname } = useLocation();
  const router = useRouter();
  const who = useQuery(session);
  const ended = who.error instanceof Refused && who.error.status === 401;
  useEffect(() => {
    // The session ended while a screen was open: the route asks again who is there, and shows the door.
    if (ended) void router.invalidate();
  }, [ended, router]);
  if (who.isPending || ended)
    return (
      <Outside title={words.today}>
        <Loading />
      </Outside>
    );
  if (who.isError) {
    return (
      <Outside title={words.broken}>
        <Trouble error={who.error} again={() => void who.refetch()} />
      </Outside>
    );
  }
  if (who.data.organisation.slug !== organisation) return <Elsewhere wanted={organisation} signedIn={who.data.organisation.slug} />;
  return (
    <SessionProvider value={who.data}>
      <SearchProvider>
        <Frame path={pathname} />
      </SearchProvider>
    </SessionProvider>
  );
}

function Frame({ path }: { path: string }) {
  const say = useSay();
  const { may } = useSession();
  const deed = useMatches().at(-1)?.staticData.deed;
  const main = useRef<HTMLElement>(null);
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    // A new screen: reading goes on at its beginning, as after a page load.
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [path]);
  return (
    <>
      <a className="skip" href="#main">
        {say(words.skip)}
      </a>
      <div className="shell">
        <Side />
        <div>
          <header className="head">
            {may("find") && <SearchBox />}
            <MyMenu />
          </header>
          <main id="main" className="work" tabIndex={-1} ref={main}>
            {deed === undefined || may(deed) ? <Outlet /> : <Empty title={words.closed} text={words.closedText} />}
          </main>
        </div>
      </div>
    </>
  );
}
