import type { Language } from "@kept/language";
import type { Child } from "hono/jsx";
import { Button } from "./button.js";
import { Diff } from "./diff.js";
import { Icon, Mark, Seal } from "./icon.js";
import { type Controller, Layout } from "./layout.js";
import { SpecimenForm } from "./specimen-form.js";
import { Steps } from "./steps.js";
import { iconNames, standings } from "./symbols.js";
import { Table } from "./table.js";
import { Timeline } from "./timeline.js";
import { Empty, Told } from "./told.js";
import { say } from "./words.js";

/** An invented organisation; every name, number and address here is made up. */
export const specimenOrganisation: Controller = {
  id: "mau",
  name: { vi: "Hiệu Mẫu", en: "Sample Shop" },
  legal_name: { vi: "Công ty TNHH Hiệu Mẫu", en: "Sample Shop Co., Ltd." },
  country: "VN",
  laws: ["vn"],
  contact: {
    address: { vi: "12 đường Mẫu, phường Ví Dụ, TP. Hồ Chí Minh", en: "12 Sample Street, Example Ward, Ho Chi Minh City" },
    email: "rieng@hieumau.example",
    phone: "028 0000 0104",
  },
  officer: { name: "Đỗ Minh Hà", role: { vi: "bộ phận bảo vệ dữ liệu cá nhân", en: "personal data protection" } },
  prefix: "HM",
};

/** Every component on one page, for pictures and for tests. No route of the product leads here. */
export function Specimen({ lang, path }: { lang: Language; path: string }) {
  const t = (vi: string, en: string) => say({ vi, en }, lang);
  const part = (id: string, title: string, children: Child) => (
    <section class="flow" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
  return (
    <Layout
      organisation={specimenOrganisation}
      lang={lang}
      path={path}
      title={t("Mẫu hình", "Specimen")}
      tab="centre"
      links={[{ href: "#doi", text: t("Đổi lựa chọn cookie", "Change cookie choices") }]}
    >
      <div class="flow">
        <div class="begin">
          <h1>{t("Dữ liệu của bạn, do bạn quyết định", "Your data, your decision")}</h1>
          <p class="intro">
            {t("Ở đây bạn xem, sửa, lấy bản sao, dừng hoặc xoá.", "Here you see it, mend it, take a copy, stop its use or erase it.")}
          </p>
        </div>
        {part(
          "seals",
          t("Con dấu", "Seals"),
          <>
            <ul class="tally">
              {standings.map((s) => (
                <li>
                  <Mark standing={s} lang={lang} />
                </li>
              ))}
            </ul>
            <p class="seals" aria-hidden="true">
              {standings.map((s) => (
                <Seal standing={s} />
              ))}
            </p>
            <p class="row">
              {iconNames.map((i) => (
                <Icon name={i} />
              ))}
            </p>
          </>,
        )}
        {part(
          "press",
          t("Nút", "Buttons"),
          <>
            <form class="row" method="post" action={path}>
              <Button>{t("Gửi yêu cầu", "Send the request")}</Button>
              <Button kind="quiet" icon="undo">
                {t("Rút lại đồng ý", "Withdraw consent")}
              </Button>
              <Button kind="danger" icon="erase" href="#xoa">
                {t("Xoá mọi thứ về tôi", "Erase everything about me")}
              </Button>
              <Button refusedBy="because">{t("Chưa gửi được", "Cannot send yet")}</Button>
            </form>
            <p class="hint" id="because">
              {t("Bạn xác nhận email trước đã.", "Confirm your email first.")}
            </p>
          </>,
        )}
        {part("form", t("Phiếu", "Form"), <SpecimenForm lang={lang} path={path} />)}
        {part(
          "told",
          t("Báo tin", "Messages"),
          <>
            <Told title={t("Đã lưu số điện thoại mới", "The new phone number is saved")}>
              <p>{t("Chúng tôi dùng số này từ bây giờ.", "We use this number from now on.")}</p>
            </Told>
            <Told care title={t("Có một lần đăng nhập từ thiết bị lạ", "Someone signed in from a new device")}>
              <p>
                <a href="#khoa">{t("Không phải bạn? Khoá ngay", "Not you? Lock it now")}</a>
              </p>
            </Told>
            <Empty title={t("Chưa chuyển cho ai.", "Passed on to nobody.")}>
              <p>{t("Khi có một lần chuyển, ở đây ghi người nhận.", "When something is passed on, the recipient stands here.")}</p>
            </Empty>
          </>,
        )}
        {part(
          "facts",
          t("Bảng", "Table"),
          <div class="measure">
            <Table
              caption={t("Chúng tôi hỏi gì", "What we ask")}
              head={[t("Thông tin", "Data"), t("Bắt buộc", "Required"), t("Để làm gì", "What for")]}
              rows={[
                [t("Họ và tên", "Full name"), t("Có", "Yes"), t("Tư vấn, lắp đặt, bảo hành", "Advice, installation, warranty")],
                [t("Điện thoại", "Phone"), t("Có", "Yes"), t("Hẹn giờ, báo trước khi đến", "Arranging a time")],
                [t("Ghi chú", "Note"), t("Không", "No"), "1.204"],
              ]}
            />
          </div>,
        )}
        {part(
          "diff",
          t("Điểm khác", "Differences"),
          <Diff
            lang={lang}
            changes={[
              { kind: "added", text: <ins>{t("khảo sát sau lắp đặt", "a survey after installation")}</ins> },
              {
                kind: "changed",
                text: (
                  <>
                    {t("Giữ ", "Kept for ")}
                    <del>36</del> <ins>24</ins> {t("tháng", "months")}
                  </>
                ),
              },
              { kind: "removed", text: <del>{t("số điện thoại văn phòng", "office phone")}</del> },
            ]}
          />,
        )}
        {part(
          "steps",
          t("Các bước", "Steps"),
          <div class="measure flow">
            <Steps
              lang={lang}
              at={2}
              steps={[
                t("Đã nhận", "Received"),
                t("Đã xác minh đúng là bạn", "Verified that it is you"),
                t("Đang gom dữ liệu", "Gathering your data"),
                t("Trao bản sao", "Handing over the copy"),
              ]}
            />
          </div>,
        )}
        {part(
          "log",
          t("Nhật ký về bạn", "Log about you"),
          <Timeline
            lang={lang}
            now={new Date("2026-11-23T04:00:00Z")}
            entries={[
              { at: new Date("2026-11-23T01:14:00Z"), what: <b>{t("Bạn xem trang này", "You opened this page")}</b>, fresh: true },
              {
                at: new Date("2026-11-20T09:30:00Z"),
                what: (
                  <>
                    <b>{t("Một lần đọc bị từ chối", "A reading was refused")}</b>:{" "}
                    {t("nhân viên ngoài phân công thử mở địa chỉ", "staff not assigned tried to open the address")}
                  </>
                ),
                note: t("kinh doanh · không có gì được mở", "sales · nothing was opened"),
              },
              { at: new Date("2026-11-19T17:30:00Z"), what: t("Thư đã gửi", "A mail was sent") },
            ]}
          />,
        )}
      </div>
    </Layout>
  );
}
