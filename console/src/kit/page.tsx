import { type ReactNode, useEffect } from "react";
import { type Both, useSay } from "./language.js";

interface Props {
  readonly title: Both | string;
  readonly under?: ReactNode;
  readonly deeds?: ReactNode;
  readonly children: ReactNode;
}

/** One screen: its title, also the window's, what can be done with the whole of it, and its content. The window's title never names a person. */
export function Page({ title, under, deeds, children, windowTitle }: Props & { readonly windowTitle?: Both }) {
  const say = useSay();
  const said = typeof title === "string" ? title : say(title);
  const named = windowTitle ? say(windowTitle) : said;
  useEffect(() => {
    document.title = `${named} · Kept`;
  }, [named]);
  return (
    <>
      <div className="title">
        <div>
          <h1>{said}</h1>
          {under && <p className="soft">{under}</p>}
        </div>
        {deeds && <div className="row">{deeds}</div>}
      </div>
      {children}
    </>
  );
}
