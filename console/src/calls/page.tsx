import { callDesk, type checkCaller } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { Ask } from "./ask.js";
import { End } from "./end.js";
import { Log } from "./log.js";
import { Verdict } from "./verdict.js";
import { words } from "./words.js";

export type Desk = z.output<(typeof callDesk)["response"]>;
export type Purpose = Desk["purposes"][number];
export type Answer = z.output<(typeof checkCaller)["response"]> & { readonly purpose: string };

/** One call at a time: the number, yes or no, then the person, then the topic. What was typed lives in this page's memory alone. */
export function CallsPage() {
  const say = useSay();
  const again = useQueryClient();
  const desk = useQuery({
    queryKey: ["calls", "desk"],
    queryFn: ({ signal }) => client.call(callDesk, {}, { signal }),
    staleTime: 0,
  });
  const [answer, setAnswer] = useState<Answer>();
  const fresh = () => {
    setAnswer(undefined);
    void again.invalidateQueries({ queryKey: ["calls"] });
  };
  const left = desk.data?.open;
  // A call that was left open, by a page that was closed on it, is taken up where it was.
  const current =
    answer ??
    (left ? { call: left.call, agreed: left.agreed, tries_left: Math.max(0, 5 - left.checks), purpose: left.purpose } : undefined);
  const answered = (next: Answer) => {
    setAnswer(next);
    void again.invalidateQueries({ queryKey: ["calls", "log"] });
  };
  return (
    <Page title={words.title} under={say(words.under)}>
      {desk.isPending && <Loading />}
      {desk.isError && <Trouble error={desk.error} again={() => void desk.refetch()} />}
      {desk.data && (
        <div className="desk">
          {current && <Verdict key={`${current.call} ${current.agreed}`} answer={current} />}
          {!current?.agreed && (current?.tries_left ?? 1) > 0 && (
            <Ask
              key={current ? `${current.call} ${current.tries_left}` : "new"}
              purposes={desk.data.purposes}
              within={current}
              answered={answered}
            />
          )}
          {current && (
            <End
              key={current.call}
              answer={current}
              purpose={desk.data.purposes.find((p) => p.purpose === current.purpose)}
              closed={fresh}
            />
          )}
        </div>
      )}
      <Log />
    </Page>
  );
}
