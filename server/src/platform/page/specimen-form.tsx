import type { Language } from "@kept/language";
import { Button } from "./button.js";
import { Choice } from "./choice.js";
import { Field } from "./field.js";
import { Ask, Form, FormPart, Send } from "./form.js";
import { Repeat } from "./repeat.js";
import { ErrorSummary } from "./summary.js";
import { say } from "./words.js";

/** A form that came back: every kind of question, some of them refused. */
export function SpecimenForm({ lang, path }: { lang: Language; path: string }) {
  const t = (vi: string, en: string) => say({ vi, en }, lang);
  const option = (value: string, vi: string, en: string) => ({ value, text: t(vi, en) });
  const short = t("Số này có 8 chữ số; số di động có 10. Bạn xem lại hai số cuối nhé.", "This number has 8 digits; mobiles have 10.");
  const pick = t("Bạn chọn một trong hai nhé.", "Please choose one of the two.");
  return (
    <div class="two">
      <Form lang={lang} action={path} hidden={{ stamp: "0", submission: "0" }} trap files>
        <ErrorSummary
          lang={lang}
          errors={[
            { name: "phone", text: t("Số điện thoại thiếu hai chữ số", "The phone number lacks two digits") },
            { name: "place", text: t("Bạn chọn nơi lắp", "Choose the place") },
            { name: "basis", text: t("Bạn trả lời việc lưu hồ sơ", "Answer about keeping your file") },
          ]}
        />
        <FormPart title={t("Liên hệ với ai", "Whom to contact")}>
          <Field lang={lang} type="name" name="full_name" label={t("Họ và tên", "Full name")} need value="Trần Thị Ngọc Ánh" />
          <Field
            lang={lang}
            type="phone"
            name="phone"
            label={t("Số điện thoại", "Phone")}
            need
            hint={t("Kỹ thuật viên gọi trước khi đến.", "The technician calls before coming.")}
            err={short}
            value="0903 11 58"
          />
          <Field lang={lang} type="email" name="email" label="Email" value="ngocanh.tran@thu.example" />
          <Repeat
            lang={lang}
            type="address"
            name="addresses"
            label={t("Địa chỉ", "Address")}
            kinds={[option("home", "Nhà riêng", "Home"), option("office", "Văn phòng", "Office")]}
            rows={[
              { kind: "home", value: "45/7 hẻm Thử Nghiệm, phường Ví Dụ" },
              { value: "?", err: t("Địa chỉ quá ngắn.", "Too short.") },
            ]}
            max={5}
          />
          <Repeat lang={lang} type="email" name="others" label={t("Email khác", "Other email")} kinds={[]} rows={[]} max={5} />
        </FormPart>
        <FormPart title={t("Lắp ở đâu, lắp gì", "Where and what")}>
          <Field
            lang={lang}
            type="choice"
            name="place"
            label={t("Nơi lắp", "Place")}
            need
            err={t("Bạn chọn một nơi nhé.", "Please choose one.")}
            options={[option("home", "Nhà riêng", "Home"), option("office", "Văn phòng", "Office")]}
          />
          <div class="duo">
            <Field
              lang={lang}
              type="choice"
              name="device"
              label={t("Thiết bị", "Device")}
              value="c"
              options={["Camera", "Báo trộm", "Chấm công", "Chuông cửa", "Khoá"].map((text, i) => ({ value: "abcde"[i] ?? "", text }))}
            />
            <Field lang={lang} type="number" name="count" label={t("Số lượng", "How many")} value="4" />
          </div>
          <Field lang={lang} type="date" name="day" label={t("Ngày muốn lắp", "Preferred day")} value="2026-11-28" />
          <Field
            lang={lang}
            type="choices"
            name="hours"
            label={t("Giờ gọi được", "Hours to call")}
            value={["am"]}
            options={[option("am", "Buổi sáng", "Morning"), option("pm", "Buổi chiều", "Afternoon")]}
          />
          <Field lang={lang} type="yes" name="lift" label={t("Nhà có thang máy không?", "Is there a lift?")} />
          <Field
            lang={lang}
            type="lines"
            name="allergy"
            label={t("Tình trạng sức khoẻ cần lưu ý", "Health to be aware of")}
            sensitive={t("Chỉ người trực tiếp đến nhà bạn đọc được.", "Only the person who comes to you reads this.")}
          />
          <Field lang={lang} type="file" name="cv" label="CV" file={{ types: ["pdf", "docx"], max_mib: 5 }} again />
          <Field lang={lang} type="username" name="username" label={t("Tên đăng nhập", "User name")} value="ngocanh" />
          <Field lang={lang} type="secret" name="password" label={t("Mật khẩu", "Password")} again />
          <Field lang={lang} type="code" name="code" label={t("Mã trong thư", "Code from the mail")} value="408215" />
        </FormPart>
        <Ask
          id="ask"
          title={t("Bạn có đồng ý thêm không?", "Do you also agree to this?")}
          hint={t("Không chọn nghĩa là không đồng ý.", "No choice means no.")}
        >
          <Choice
            lang={lang}
            name="survey"
            title={t("Khảo sát sau lắp đặt", "Survey after installation")}
            hint={t("Một email duy nhất.", "One single email.")}
            value="refused"
          />
          <Choice lang={lang} name="basis" title={t("Lưu hồ sơ", "Keeping your file")} need err={pick} />
        </Ask>
        <Send note={t("Khi gửi, bạn xác nhận thông tin trên là đúng.", "By sending you confirm that the above is true.")}>
          <Button>{t("Gửi yêu cầu", "Send the request")}</Button>
        </Send>
      </Form>
      <aside class="aside small" aria-labelledby="who">
        <h3 id="who">{t("Thông tin này sẽ đi đâu", "Where this goes")}</h3>
        <dl>
          <dt>{t("Ai nhận", "Who receives it")}</dt>
          <dd>{t("Hiệu Mẫu. Không ai khác.", "Sample Shop. Nobody else.")}</dd>
          <dt>{t("Giữ đến khi", "Kept until")}</dt>
          <dd>{t("Hết bảo hành của đơn.", "The warranty ends.")}</dd>
        </dl>
      </aside>
    </div>
  );
}
