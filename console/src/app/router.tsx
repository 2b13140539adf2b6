import { Refused } from "@kept/sdk";
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, Link, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { z } from "zod";
import { useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { Outside } from "../shell/outside.js";
import { Shell } from "../shell/shell.js";
import { words } from "../shell/words.js";
import { ChoosePage } from "../sign-in/choose.js";
import { SignInPage } from "../sign-in/page.js";
import { ProvedPage } from "../sign-in/sso.js";
import { queries } from "./queries.js";
import { session } from "./session.js";

const refusedCodes = ["sso.refused", "sso.unreachable", "request.too_many"] as const;

const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: Unknown,
  errorComponent: Broken,
});
const choose = createRoute({ getParentRoute: () => root, path: "/", component: ChoosePage });
const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  component: lazyRouteComponent(() => import("../set-up/page.js"), "SetUpPage"),
});
const organisation = createRoute({ getParentRoute: () => root, path: "/$organisation" });
const signIn = createRoute({
  getParentRoute: () => organisation,
  path: "/sign-in",
  component: SignInPage,
  validateSearch: z.object({
    to: z.string().max(300).optional().catch(undefined),
    refused: z.enum(refusedCodes).optional().catch(undefined),
  }),
});
const proved = createRoute({ getParentRoute: () => organisation, path: "/proved", component: ProvedPage });
const inside = createRoute({
  getParentRoute: () => organisation,
  id: "in",
  component: Shell,
  // Who is not signed in comes to the door, and back here afterwards. Any other trouble is the shell's to show.
  beforeLoad: async ({ context, params, location }) => {
    const error: unknown = await context.queries.ensureQueryData(session).then(
      () => undefined,
      (e: unknown) => e,
    );
    if (error instanceof Refused && error.status === 401)
      throw redirect({ to: "/$organisation/sign-in", params, search: { to: location.pathname }, replace: true });
  },
});
const under = () => inside;

const screens = [
  createRoute({ getParentRoute: under, path: "/", component: lazyRouteComponent(() => import("../today/page.js"), "TodayPage") }),
  createRoute({
    getParentRoute: under,
    path: "/people",
    staticData: { deed: "find" },
    component: lazyRouteComponent(() => import("../people/found.js"), "FoundPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/people/$person",
    staticData: { deed: "find" },
    component: lazyRouteComponent(() => import("../person/page.js"), "PersonPage"),
    validateSearch: z.object({ part: z.enum(["data", "consents", "access", "timeline", "more"]).optional().catch(undefined) }),
  }),
  createRoute({
    getParentRoute: under,
    path: "/assigned",
    staticData: { deed: "find" },
    component: lazyRouteComponent(() => import("../access/mine.js"), "MinePage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/break-glass",
    staticData: { deed: "break_glass" },
    component: lazyRouteComponent(() => import("../access/glass.js"), "GlassPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/alarms",
    staticData: { deed: "watch" },
    component: lazyRouteComponent(() => import("../access/alarms.js"), "AlarmsPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/holds",
    staticData: { deed: "hold" },
    component: lazyRouteComponent(() => import("../holds/page.js"), "HoldsPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/retention",
    staticData: { deed: "review" },
    component: lazyRouteComponent(() => import("../retention/page.js"), "RetentionPage"),
    validateSearch: z.object({ part: z.enum(["ahead", "queue", "dates"]).optional().catch(undefined) }),
  }),
  createRoute({
    getParentRoute: under,
    path: "/occasions",
    staticData: { deed: "intake" },
    component: lazyRouteComponent(() => import("../retention/page.js"), "OccasionsPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/outbox",
    staticData: { deed: "outbox" },
    component: lazyRouteComponent(() => import("../outbox/page.js"), "OutboxPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/policy",
    staticData: { deed: "publish" },
    component: lazyRouteComponent(() => import("../policy/page.js"), "PolicyPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/segments",
    staticData: { deed: "segments" },
    component: lazyRouteComponent(() => import("../segments/page.js"), "SegmentsPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/measures",
    component: lazyRouteComponent(() => import("../measures/page.js"), "MeasuresPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/calls",
    staticData: { deed: "calls" },
    component: lazyRouteComponent(() => import("../calls/page.js"), "CallsPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/intake",
    staticData: { deed: "intake" },
    component: lazyRouteComponent(() => import("../intake/page.js"), "IntakePage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/import",
    staticData: { deed: "import" },
    component: lazyRouteComponent(() => import("../import/page.js"), "ImportsPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/import/$import",
    staticData: { deed: "import" },
    component: lazyRouteComponent(() => import("../import/one.js"), "ImportPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/promises",
    component: lazyRouteComponent(() => import("../promises/page.js"), "PromisesPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/told",
    staticData: { deed: "disclose" },
    component: lazyRouteComponent(() => import("../told/page.js"), "ToldPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/authorities",
    staticData: { deed: "authority" },
    component: lazyRouteComponent(() => import("../authorities/page.js"), "AuthoritiesPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/authorities/new",
    staticData: { deed: "authority" },
    component: lazyRouteComponent(() => import("../authorities/new.js"), "NewOrderPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/authorities/$order",
    staticData: { deed: "authority" },
    component: lazyRouteComponent(() => import("../authorities/one.js"), "OrderPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/authorities/$order/letter",
    staticData: { deed: "authority" },
    component: lazyRouteComponent(() => import("../authorities/letter.js"), "LetterPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/recipients",
    staticData: { deed: "disclose" },
    component: lazyRouteComponent(() => import("../recipients/page.js"), "RecipientsPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/recipients/$party",
    staticData: { deed: "recipients" },
    component: lazyRouteComponent(() => import("../recipients/one.js"), "PartyPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/disclosures",
    staticData: { deed: "disclose" },
    component: lazyRouteComponent(() => import("../disclosures/page.js"), "DisclosuresPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/disclosures/new",
    staticData: { deed: "disclose" },
    component: lazyRouteComponent(() => import("../disclosures/new.js"), "NewDisclosurePage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/staff",
    staticData: { deed: "staff" },
    component: lazyRouteComponent(() => import("../staff/page.js"), "StaffPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/sso",
    staticData: { deed: "staff" },
    component: lazyRouteComponent(() => import("../sso/page.js"), "SsoPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/keys",
    staticData: { deed: "keys" },
    component: lazyRouteComponent(() => import("../keys/page.js"), "KeysPage"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/encryption",
    staticData: { deed: "keys" },
    component: lazyRouteComponent(() => import("../encryption/page.js"), "EncryptionPage"),
  }),
  createRoute({ getParentRoute: under, path: "/me", component: lazyRouteComponent(() => import("../me/page.js"), "MyPage") }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([choose, setUp, organisation.addChildren([signIn, proved, inside.addChildren(screens)])]),
  context: { queries },
  basepath: "/console",
  defaultPreload: "intent",
  trailingSlash: "never",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** What a role must be allowed by the policy to open the screen; the server asks the same of every call. */
    readonly deed?: string;
  }
}

function Unknown() {
  const say = useSay();
  return (
    <Outside title={words.unknown}>
      <p className="soft">{say(words.unknownText)}</p>
      <p className="gap">
        <Link className="btn quiet" to="/">
          {say(words.home)}
        </Link>
      </p>
    </Outside>
  );
}

function Broken({ error }: { error: unknown }) {
  return (
    <Outside title={words.broken}>
      <Trouble error={error} again={() => location.reload()} />
    </Outside>
  );
}
