import { words } from "./words.js";

/** The screens, in groups by who uses them. A screen shows where a role of who is signed in may do its deed. */
export const groups = [
  {
    key: "work",
    head: words.work,
    places: [
      { to: "/$organisation", icon: "today", text: words.today, deed: undefined },
      { to: "/$organisation/people", icon: "person", text: words.people, deed: "find" },
      { to: "/$organisation/assigned", icon: "people", text: words.assigned, deed: "find" },
      { to: "/$organisation/intake", icon: "phone", text: words.intake, deed: "intake" },
      { to: "/$organisation/occasions", icon: "clock", text: words.occasions, deed: "intake" },
      { to: "/$organisation/calls", icon: "phone", text: words.calls, deed: "calls" },
      { to: "/$organisation/segments", icon: "inbox", text: words.segments, deed: "segments" },
      { to: "/$organisation/disclosures", icon: "send", text: words.disclosures, deed: "disclose" },
      { to: "/$organisation/import", icon: "file", text: words.import, deed: "import" },
    ],
  },
  {
    key: "guarded",
    head: words.guarded,
    places: [
      { to: "/$organisation/break-glass", icon: "lock", text: words.glass, deed: "break_glass" },
      { to: "/$organisation/alarms", icon: "alert", text: words.alarms, deed: "watch" },
    ],
  },
  {
    key: "promised",
    head: words.promised,
    places: [
      { to: "/$organisation/promises", icon: "seal", text: words.promises, deed: undefined },
      { to: "/$organisation/measures", icon: "shield", text: words.measures, deed: undefined },
      { to: "/$organisation/recipients", icon: "object", text: words.recipients, deed: "disclose" },
      { to: "/$organisation/authorities", icon: "seal", text: words.authorities, deed: "authority" },
      { to: "/$organisation/told", icon: "mail", text: words.told, deed: "disclose" },
      { to: "/$organisation/retention", icon: "clock", text: words.retention, deed: "review" },
      { to: "/$organisation/holds", icon: "lock", text: words.holds, deed: "hold" },
      { to: "/$organisation/policy", icon: "policy", text: words.policy, deed: "publish" },
    ],
  },
  {
    key: "house",
    head: words.house,
    places: [
      { to: "/$organisation/outbox", icon: "mail", text: words.outbox, deed: "outbox" },
      { to: "/$organisation/staff", icon: "shield", text: words.staff, deed: "staff" },
      { to: "/$organisation/keys", icon: "key", text: words.keys, deed: "keys" },
      { to: "/$organisation/encryption", icon: "lock", text: words.encryption, deed: "keys" },
    ],
  },
] as const;
