import { overview } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { client } from "../app/client.js";
import { useSession } from "../app/session.js";
import { Received } from "../disclosures/received.js";
import { day } from "../kit/dates.js";
import { Icon } from "../kit/icon.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { isKey } from "../kit/options.js";
import { Page } from "../kit/page.js";
import { states } from "../people/words.js";
import { AccessPart } from "./access.js";
import { Consents } from "./consents.js";
import { DataPart } from "./data.js";
import { Erase } from "./erase.js";
import { Erasures } from "./erased.js";
import { PersonHolds } from "./holds.js";
import { Merge } from "./merge.js";
import { Timeline } from "./timeline.js";
import { words } from "./words.js";

/** Everything held about one person. Values are masked until a purpose is said. */
export function PersonPage() {
  const say = useSay();
  const { language } = useLanguage();
  const { organisation, may } = useSession();
  const { person } = useParams({ from: "/$organisation/in/people/$person" });
  const held = useQuery({
    queryKey: ["person", person],
    queryFn: ({ signal }) => client.call(overview, { params: { person } }, { signal }),
    gcTime: 0,
  });
  if (held.isPending) return <Loading />;
  if (held.isError) return <Trouble error={held.error} again={() => void held.refetch()} />;
  const state = states[held.data.state];
  return (
    <Page
      title={held.data.label}
      windowTitle={words.window}
      under={`${say(words.since)} ${day(held.data.since, language)} · ${state ? say(state) : held.data.state}`}
      deeds={
        may("intake") && (
          <Link className="btn quiet" to="/$organisation/intake" params={{ organisation: organisation.slug }}>
            <Icon name="phone" />
            {say(words.record)}
          </Link>
        )
      }
    >
      <Parts person={person}>{held.data}</Parts>
    </Page>
  );
}

type Held = Parameters<typeof DataPart>[0]["held"];

function Parts({ person, children: held }: { person: string; children: Held }) {
  const say = useSay();
  const go = useNavigate();
  const { may } = useSession();
  const { part } = useSearch({ from: "/$organisation/in/people/$person" });
  const whole = may("merge") || may("erase") || may("hold");
  // Of whoever is erased, only what was kept and what was done is left to see.
  const erased = held.state === "erased";
  const titles = { data: words.data, consents: words.consents, access: words.access, timeline: words.timeline, more: words.more };
  return (
    <Tabs
      selectedKey={part ?? "data"}
      onSelectionChange={(key) => {
        const chosen = String(key);
        if (isKey(titles, chosen)) void go({ to: ".", search: { part: chosen }, replace: true });
      }}
      keyboardActivation="manual"
    >
      <TabList className="parts" aria-label={say(words.parts)}>
        {Object.entries(titles).map(([id, text]) =>
          (id !== "more" || whole) && (id !== "access" || !erased) ? (
            <Tab key={id} id={id}>
              {say(text)}
            </Tab>
          ) : null,
        )}
      </TabList>
      <TabPanel id="data">
        <DataPart person={person} held={held} />
      </TabPanel>
      <TabPanel id="consents">
        <Consents person={person} />
        <Received person={person} />
      </TabPanel>
      {!erased && (
        <TabPanel id="access">
          <AccessPart person={person} purposes={held.purposes.map((p) => p.purpose)} />
        </TabPanel>
      )}
      <TabPanel id="timeline">
        <Timeline person={person} />
      </TabPanel>
      {whole && (
        <TabPanel id="more">
          {may("merge") && !erased && <Merge person={person} />}
          {may("hold") && <PersonHolds person={person} fields={[...new Set(held.values.map((v) => v.field))]} />}
          {may("erase") && !erased && <Erase person={person} fields={[...new Set(held.values.map((v) => v.field))]} />}
          {may("erase") && <Erasures person={person} />}
        </TabPanel>
      )}
    </Tabs>
  );
}
