import { readOrder } from "@kept/contract";
import type { Text } from "@kept/language";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { todayHere } from "./due.js";
import type { Whole } from "./one.js";
import { words } from "./words.js";

/** The reply to the body, to print and sign: in Vietnamese whatever the screen speaks, and naming no person. */
export function LetterPage() {
  const say = useSay();
  const { organisation } = useSession();
  const { order } = useParams({ from: "/$organisation/in/authorities/$order/letter" });
  const read = useQuery({
    queryKey: ["orders", order],
    queryFn: ({ signal }) => client.call(readOrder, { params: { order } }, { signal }),
  });
  return (
    <Page
      title={words.letter}
      under={<span className="noprint">{say(words.letterHint)}</span>}
      deeds={
        <>
          <Button kind="main" onPress={() => print()}>
            {say(words.print)}
          </Button>
          <Link className="btn quiet" to="/$organisation/authorities/$order" params={{ organisation: organisation.slug, order }}>
            {say(words.back)}
          </Link>
        </>
      }
    >
      {read.isPending ? (
        <Loading />
      ) : read.isError ? (
        <Trouble error={read.error} again={() => void read.refetch()} />
      ) : (
        <Letter row={read.data} />
      )}
    </Page>
  );
}

function Letter({ row }: { row: Whole }) {
  const { policy, fieldText } = useLabels();
  const vi = (text: Text | undefined) => text?.vi ?? "";
  const of = policy?.organisation;
  const [year, month, date] = (row.answered_on ?? todayHere()).split("-");
  const fields = (all: readonly string[]) => all.map((f) => vi(fieldText(f)).toLowerCase()).join(", ") || "toàn bộ dữ liệu cá nhân";
  return (
    <article className="sheet reply flow" lang="vi">
      <header className="row between">
        <p>
          <b>{vi(of?.legal_name ?? of?.name)}</b>
          <br />
          {vi(of?.contact.address)}
          <br />
          Số: ……………
        </p>
        <p>
          Ngày {date} tháng {month} năm {year}
        </p>
      </header>
      <h2>
        Về việc trả lời văn bản số {row.document_number} ngày {day(row.document_on, "vi")}
      </h2>
      <p>
        Kính gửi: <b>{row.party_name}</b>
      </p>
      <p>
        Ngày {day(row.received_on, "vi")}, chúng tôi nhận được văn bản nêu trên, căn cứ {row.basis}
        {row.violation && `, liên quan đến ${row.violation}`}. Quý cơ quan yêu cầu {row.kind === "erasure" ? "xoá" : "cung cấp"}:{" "}
        {fields(row.fields)} của {row.persons} người.
      </p>
      <p>{decisionText(row, fields)}</p>
      {row.refusal && (
        <p>
          {row.decision === "refused" ? "Lý do" : "Lý do đối với phần không thực hiện"}: {row.refusal}.
        </p>
      )}
      {row.kind === "disclosure" && row.decision !== "refused" && (
        <p>Dữ liệu được giao bằng một tệp riêng; nếu tệp được mã hoá, mật khẩu được trao bằng đường khác.</p>
      )}
      {row.kind === "erasure" && row.decision !== "refused" && (
        <p>Phần pháp luật buộc lưu giữ vẫn được giữ riêng cho đúng nghĩa vụ đó, đến hết thời hạn luật định.</p>
      )}
      <p>Trân trọng.</p>
      <p className="signed">
        <b>Người có thẩm quyền</b>
        <br />
        (ký, ghi rõ họ tên, đóng dấu)
      </p>
    </article>
  );
}

function decisionText(row: Whole, fields: (all: readonly string[]) => string): string {
  const deed = row.kind === "erasure" ? "xoá" : "cung cấp";
  if (row.decision === "granted") return `Chúng tôi chấp nhận toàn bộ yêu cầu và ${deed} đúng phạm vi quý cơ quan nêu.`;
  if (row.decision === "partial")
    return `Chúng tôi chấp nhận một phần yêu cầu, và ${deed}: ${fields(row.decided_fields)} của ${row.decided_persons} người.`;
  if (row.decision === "refused") return "Chúng tôi không thực hiện yêu cầu này.";
  return "Yêu cầu đang được xem xét; chúng tôi sẽ trả lời khi có quyết định.";
}
