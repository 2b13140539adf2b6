import { connectSso } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { type Both, useSay } from "../kit/language.js";
import { Told, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { ways as waysOf } from "../sign-in/sso.js";

const words = {
  title: { vi: "Bảo mật của tôi", en: "My security" },
  name: { vi: "Tên", en: "Name" },
  email: { vi: "Email", en: "Email" },
  roles: { vi: "Vai trò", en: "Roles" },
  passkeys: { vi: "Khoá truy cập", en: "Passkeys" },
  totp: { vi: "Ứng dụng xác thực", en: "Authenticator app" },
  sso: { vi: "Tài khoản của tổ chức", en: "Organisation's account" },
  connected: { vi: "Đã nối", en: "Connected" },
  connect: { vi: "Nối tài khoản của tổ chức", en: "Connect the organisation's account" },
  codes: { vi: "Mã dự phòng còn lại", en: "Recovery codes left" },
  has: { vi: "Đã cài", en: "Set up" },
  hasNot: { vi: "Chưa cài", en: "Not set up" },
  few: {
    vi: "Bạn còn ít mã dự phòng. Nhờ một người quản trị đặt lại xác thực để nhận bộ mã mới.",
    en: "Few recovery codes are left. Ask an administrator to reset your authenticator and you get new ones.",
  },
  why: {
    vi: "Mọi lần bạn đọc, sửa hay tìm đều được ghi dưới tên bạn, nên đừng cho ai dùng chung.",
    en: "Every reading, change and search is recorded under your name, so never share your access.",
  },
} as const satisfies Record<string, Both>;

/** How the person at this desk signs in. */
export function MyPage() {
  const say = useSay();
  const { name, email, roles, ways, organisation } = useSession();
  const provider = useQuery(waysOf(organisation.slug)).data?.sso;
  const connect = useSend({ work: () => client.call(connectSso, {}), done: ({ address }) => location.assign(address) });
  const { roleText } = useLabels();
  return (
    <Page title={words.title} under={say(words.why)}>
      {(ways.totp || ways.passkeys > 0) && ways.recovery_codes_left < 3 && <Told icon="alert">{say(words.few)}</Told>}
      <dl className="facts gap">
        <dt>{say(words.name)}</dt>
        <dd>{name}</dd>
        <dt>{say(words.email)}</dt>
        <dd>{email}</dd>
        <dt>{say(words.roles)}</dt>
        <dd>{roles.map((r) => say(roleText(r))).join(", ")}</dd>
        <dt>{say(words.passkeys)}</dt>
        <dd className="num">{ways.passkeys}</dd>
        <dt>{say(words.totp)}</dt>
        <dd>{say(ways.totp ? words.has : words.hasNot)}</dd>
        {provider && (
          <>
            <dt>{say(words.sso)}</dt>
            <dd>{say(ways.sso ? words.connected : words.hasNot)}</dd>
          </>
        )}
        <dt>{say(words.codes)}</dt>
        <dd className="num">{ways.recovery_codes_left}</dd>
      </dl>
      {provider && !ways.sso && (
        <div className="gap">
          <Trouble error={connect.error} />
          <Button icon="shield" busy={connect.busy} onPress={() => connect.send(undefined)}>
            {say(words.connect)}
          </Button>
        </div>
      )}
    </Page>
  );
}
