import drawings from "../../../server/assets/icons.svg?raw";

export type IconName =
  | "view"
  | "edit"
  | "copy"
  | "erase"
  | "undo"
  | "object"
  | "shield"
  | "search"
  | "lock"
  | "mail"
  | "phone"
  | "file"
  | "clock"
  | "person"
  | "check"
  | "close"
  | "next"
  | "prev"
  | "inbox"
  | "today"
  | "policy"
  | "seal"
  | "evidence"
  | "send"
  | "alert"
  | "info"
  | "gear"
  | "menu"
  | "share"
  | "people"
  | "plus"
  | "key";

/** A small drawing beside words; never the only bearer of meaning. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="i" aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** How a promise stands. */
export type Standing = "kept" | "at_risk" | "broken" | "not_exercised" | "attested" | "not_built";

const marks: Readonly<Record<Standing, string>> = {
  kept: "kept",
  at_risk: "risk",
  broken: "broken",
  not_exercised: "none",
  attested: "attested",
  not_built: "unbuilt",
};

/** The seal of a standing; its word stands beside it. */
export function Seal({ standing }: { standing: Standing }) {
  return (
    <svg className={`mark ${marks[standing]}`} aria-hidden="true">
      <use href={`#m-${marks[standing]}`} />
    </svg>
  );
}

/** Puts the drawings into the page once, so that each use of one is a reference. The file is written as HTML reads it. */
export function placeDrawings(): void {
  const sprite = new DOMParser().parseFromString(drawings, "text/html").querySelector("svg");
  if (sprite) document.body.prepend(document.importNode(sprite, true));
}
