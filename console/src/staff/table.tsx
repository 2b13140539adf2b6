import type { staffRow } from "@kept/contract";
import { useState } from "react";
import type { z } from "zod";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { day } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Wide } from "../kit/note.js";
import { words as kit } from "../kit/words.js";
import { ChangeRoles, Disable, Reset } from "./change.js";
import type { Link } from "./page.js";
import { states, words } from "./words.js";

export type Row = z.output<typeof staffRow>;
type Doing = "roles" | "disable" | "reset";
const tones = { invited: "amber", active: "jade", disabled: undefined } as const;

export function StaffTable({ rows, hand }: { rows: readonly Row[]; hand: (link: Link) => void }) {
  const say = useSay();
  const [doing, change] = useState<{ row: Row; what: Doing }>();
  const close = () => change(undefined);
  return (
    <>
      <Wide label={say(words.title)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(words.name)}</th>
              <th scope="col">{say(words.roles)}</th>
              <th scope="col">{say(words.state)}</th>
              <th scope="col">{say(words.since)}</th>
              <th scope="col">
                <span className="vh">{say(kit.deed)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <StaffRow key={row.staff} row={row} change={(what) => change({ row, what })} />
            ))}
          </tbody>
        </table>
      </Wide>
      {doing?.what === "roles" && <ChangeRoles row={doing.row} close={close} />}
      {doing?.what === "disable" && <Disable row={doing.row} close={close} />}
      {doing?.what === "reset" && <Reset row={doing.row} close={close} hand={hand} />}
    </>
  );
}

function StaffRow({ row, change }: { row: Row; change: (what: Doing) => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const { roleText } = useLabels();
  const { staff } = useSession();
  const deeds = { roles: words.change, reset: words.reset, disable: words.disable } as const;
  const since = row.disabled_at ?? row.active_at ?? row.invited_at;
  return (
    <tr>
      <th scope="row">
        <b>{row.name}</b> {row.staff === staff && <span className="soft">({say(words.you)})</span>}
        <small>{row.email}</small>
      </th>
      <td>{row.roles.map((r) => say(roleText(r))).join(", ")}</td>
      <td>
        <Badge tone={tones[row.state]}>{say(states[row.state])}</Badge>
      </td>
      <td className="num">{day(since, language)}</td>
      <td>
        {row.state !== "disabled" && (
          <span className="row">
            {(["roles", "reset", "disable"] as const).map((what) => (
              <button
                key={what}
                className="plain-btn"
                type="button"
                aria-label={`${say(deeds[what])}: ${row.name}`}
                onClick={() => change(what)}
              >
                {say(deeds[what])}
              </button>
            ))}
          </span>
        )}
      </td>
    </tr>
  );
}
