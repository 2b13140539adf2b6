import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useSay } from "../kit/language.js";
import { isKey } from "../kit/options.js";
import { Page } from "../kit/page.js";
import { Ahead } from "./ahead.js";
import { Kept } from "./kept.js";
import { Occasions } from "./occasions.js";
import { Queue } from "./queue.js";
import { words } from "./words.js";

const titles = { ahead: words.ahead, queue: words.queue, dates: words.dates };

/** How long things are kept: what ends soon, what waits for a decision, which dates are missing. */
export function RetentionPage() {
  const say = useSay();
  const go = useNavigate();
  const { part } = useSearch({ from: "/$organisation/in/retention" });
  return (
    <Page title={words.title} under={say(words.under)}>
      <Tabs
        selectedKey={part ?? "ahead"}
        onSelectionChange={(key) => {
          const chosen = String(key);
          if (isKey(titles, chosen)) void go({ to: ".", search: { part: chosen }, replace: true });
        }}
        keyboardActivation="manual"
      >
        <TabList className="parts" aria-label={say(words.parts)}>
          {Object.entries(titles).map(([id, text]) => (
            <Tab key={id} id={id}>
              {say(text)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="ahead">
          <Ahead />
        </TabPanel>
        <TabPanel id="queue">
          <Queue />
          <Kept />
        </TabPanel>
        <TabPanel id="dates">
          <Occasions />
        </TabPanel>
      </Tabs>
    </Page>
  );
}

/** Occasions alone, for whoever takes data in and reviews nothing. */
export function OccasionsPage() {
  return (
    <Page title={words.dates}>
      <Occasions />
    </Page>
  );
}
