import { useNavigate } from "@tanstack/react-router";
import { createContext, type FormEvent, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useSession } from "../app/session.js";
import { Icon } from "../kit/icon.js";
import { useSay } from "../kit/language.js";
import { words } from "./words.js";

interface Search {
  readonly text: string;
  readonly look: (text: string) => void;
}

const SearchContext = createContext<Search>({ text: "", look: () => {} });

/** What is looked for lives in this page's memory alone: never in an address, never in storage. */
export function SearchProvider({ children }: { children: ReactNode }) {
  const [text, look] = useState("");
  const search = useMemo(() => ({ text, look }), [text]);
  return <SearchContext value={search}>{children}</SearchContext>;
}

export function useSearch(): Search {
  return useContext(SearchContext);
}

/** The search box of every screen; Ctrl+K goes to it. */
export function SearchBox() {
  const say = useSay();
  const go = useNavigate();
  const { organisation } = useSession();
  const { text, look } = useSearch();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      input.current?.select();
    };
    addEventListener("keydown", jump);
    return () => removeEventListener("keydown", jump);
  }, []);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    look(input.current?.value.trim() ?? "");
    void go({ to: "/$organisation/people", params: { organisation: organisation.slug } });
  };
  return (
    <search>
      <form onSubmit={send}>
        <label className="vh" htmlFor="q">
          {say(words.search)}
        </label>
        <span className="find">
          <Icon name="search" />
          <input
            ref={input}
            id="q"
            type="search"
            placeholder={say(words.placeholder)}
            autoComplete="off"
            maxLength={200}
            defaultValue={text}
          />
          <kbd>Ctrl K</kbd>
        </span>
      </form>
    </search>
  );
}
