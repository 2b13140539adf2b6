import type { staffRow } from "@kept/contract";
import { useState } from "react";
import type { z } from "zod";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { day } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge } from "../kit/note.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { ChangeRoles, Disable, Reset } from "./change.js";
import type { Handed } from "./page.js";
import { states, words } from "./words.js";

export type Row = z.output<typeof staffRow>;
type Doing = "roles" | "disable" | "reset";
const tones = { invited: "amber", active: "jade", disabled: undefined } as const;

export function StaffTable({ rows, hand }: { rows: readonly Row[]; hand: (link: Handed) => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const { roleText } = useLabels();
  const { staff } = useSession();
  const [doing, change] = useState<{ row: Row; what: Doing }>();
  const close = () => change(undefined);
  return (
    <>
      <Table
        label={words.title}
        rows={rows}
        keyOf={(row) => row.staff}
        columns={[
          {
            head: words.name,
            cell: (row) => (
              <>
                <b>{row.name}</b> {row.staff === staff && <span className="soft">({say(words.you)})</span>}
                <small>{row.email}</small>
              </>
            ),
          },
          { head: words.roles, cell: (row) => row.roles.map((r) => say(roleText(r))).join(", ") },
          { head: words.state, cell: (row) => <Badge tone={tones[row.state]}>{say(states[row.state])}</Badge> },
          { head: words.since, as: "num", cell: (row) => day(row.disabled_at ?? row.active_at ?? row.invited_at, language) },
          {
            head: kit.deed,
            hidden: true,
            cell: (row) => row.state !== "disabled" && <Deeds row={row} change={(what) => change({ row, what })} />,
          },
        ]}
      />
      {doing?.what === "roles" && <ChangeRoles row={doing.row} close={close} />}
      {doing?.what === "disable" && <Disable row={doing.row} close={close} />}
      {doing?.what === "reset" && <Reset row={doing.row} close={close} hand={hand} />}
    </>
  );
}

const deeds = { roles: words.change, reset: words.reset, disable: words.disable } as const;

function Deeds({ row, change }: { row: Row; change: (what: Doing) => void }) {
  return (
    <span className="row">
      {(["roles", "reset", "disable"] as const).map((what) => (
        <RowDeed key={what} text={deeds[what]} about={row.name} onPress={() => change(what)} />
      ))}
    </span>
  );
}
