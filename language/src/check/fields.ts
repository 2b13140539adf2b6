import { error, type Fault, gap } from "../finding.js";
import { article, looksSensitive, sensitiveKinds } from "../law/index.js";
import type { Field, FieldType } from "../schema/fields.js";
import type { Rule } from "./rule.js";

/** Each field's type, category, index and choices fit together. */
export const fields: readonly Rule[] = [each(sensitive), each(options), each(file), each(index), each(repeat)];

function each(look: (field: Field, path: string, id: string) => Fault[]): Rule {
  return (policy) => Object.entries(policy.fields).flatMap(([id, field]) => look(field, `fields.${id}`, id));
}

function sensitive(field: Field, path: string, id: string): Fault[] {
  const list = article("D356", "4");
  if (field.category === "basic") {
    if (field.sensitive) {
      return [
        error(
          "sensitive.called_basic",
          `${path}.category`,
          {
            vi: `Mục “${id}” ghi loại nhạy cảm nhưng lại xếp là cơ bản.`,
            en: `The field “${id}” names a sensitive kind and is called basic.`,
          },
          { vi: "Ghi `category: sensitive`, hoặc bỏ `sensitive`.", en: "Write `category: sensitive`, or remove `sensitive`." },
          list,
        ),
      ];
    }
    const kind = looksSensitive(`${id} ${field.dpv ?? ""} ${field.text.en ?? ""}`);
    if (!kind) return [];
    const { letter, vi, en } = sensitiveKinds[kind];
    return [
      gap(
        "sensitive.looks_so",
        `${path}.category`,
        {
          vi: `Mục “${id}” có vẻ là dữ liệu nhạy cảm (${vi}) mà xếp là cơ bản.`,
          en: `The field “${id}” looks sensitive (${en}) and is called basic.`,
        },
        {
          vi: `Nếu đúng, ghi \`category: sensitive\` và \`sensitive: ${kind}\`.`,
          en: `If so, write \`category: sensitive\` and \`sensitive: ${kind}\`.`,
        },
        article("D356", `4.1.${letter}`),
      ),
    ];
  }
  const faults: Fault[] = [];
  if (!field.sensitive) {
    faults.push(
      error(
        "sensitive.kind_missing",
        `${path}.category`,
        { vi: `Mục nhạy cảm “${id}” chưa nói thuộc loại nào.`, en: `The sensitive field “${id}” does not say which kind it is.` },
        {
          vi: `Thêm \`sensitive:\` một trong: ${Object.keys(sensitiveKinds).join(", ")}.`,
          en: `Add \`sensitive:\` one of: ${Object.keys(sensitiveKinds).join(", ")}.`,
        },
        list,
      ),
    );
  }
  if (!field.sensitive_notice) {
    faults.push(
      gap(
        "sensitive.no_notice",
        path,
        {
          vi: `Mục nhạy cảm “${id}” chưa có lời báo cho người khai.`,
          en: `The sensitive field “${id}” has no notice for whoever gives it.`,
        },
        {
          vi: "Thêm `sensitive_notice:` nói rõ đây là dữ liệu nhạy cảm và vì sao cần.",
          en: "Add `sensitive_notice:` saying that it is sensitive, and why it is needed.",
        },
        article("D356", "6.4"),
      ),
    );
  }
  if (field.index !== "none") {
    faults.push(
      gap(
        "sensitive.indexed",
        `${path}.index`,
        {
          vi: `Mục nhạy cảm “${id}” có chỉ mục tra cứu; chỉ mục làm lộ giá trị trùng nhau.`,
          en: `The sensitive field “${id}” is indexed; an index tells which values are equal.`,
        },
        { vi: "Ghi `index: none` nếu không thật cần tra theo mục này.", en: "Write `index: none` unless people must be found by it." },
        article("D356", "4.2"),
      ),
    );
  }
  return faults;
}

function options(field: Field, path: string, id: string): Fault[] {
  const chooses = field.type === "choice" || field.type === "choices";
  const count = Object.keys(field.options ?? {}).length;
  if (!chooses) return field.options ? [unfit("field.options_unfit", `${path}.options`, id, "options", field.type)] : [];
  if (count >= (field.type === "choice" ? 2 : 1)) return [];
  return [
    error(
      "field.options_missing",
      path,
      {
        vi: `Mục chọn “${id}” có ${count} lựa chọn, không đủ để chọn.`,
        en: `The choice “${id}” has ${count} options, too few to choose from.`,
      },
      { vi: "Khai các lựa chọn trong `options`.", en: "List its choices under `options`." },
    ),
  ];
}

function file(field: Field, path: string, id: string): Fault[] {
  if (field.type !== "file") return field.file ? [unfit("field.file_unfit", `${path}.file`, id, "file", field.type)] : [];
  if (field.file) return [];
  return [
    error(
      "field.file_missing",
      path,
      {
        vi: `Mục tệp “${id}” chưa nói nhận loại tệp nào, lớn bao nhiêu.`,
        en: `The file field “${id}” does not say which types it takes, and how large.`,
      },
      { vi: "Thêm `file: { types: [pdf], max_mib: 10 }`.", en: "Add `file: { types: [pdf], max_mib: 10 }`." },
    ),
  ];
}

const indexable: Readonly<Partial<Record<FieldType, readonly Field["index"][]>>> = {
  name: ["exact", "words"],
  line: ["exact", "words"],
  address: ["words"],
  email: ["exact"],
  phone: ["exact"],
  username: ["exact"],
  ip: ["exact"],
  date: ["exact", "bucket"],
  number: ["exact", "bucket"],
  choice: ["exact"],
};

function index(field: Field, path: string, id: string): Fault[] {
  const fits = indexable[field.type] ?? [];
  if (field.index === "none" || fits.includes(field.index)) return [];
  const may = [...fits, "none"].join(", ");
  return [
    error(
      "field.index_unfit",
      `${path}.index`,
      {
        vi: `Mục “${id}” kiểu ${field.type} không tra cứu được kiểu ${field.index}.`,
        en: `The field “${id}” of type ${field.type} cannot be indexed as ${field.index}.`,
      },
      { vi: `Chọn một trong: ${may}.`, en: `Choose one of: ${may}.` },
    ),
  ];
}

const single: readonly FieldType[] = ["secret", "username", "yes", "file", "choices", "ip"];

function repeat(field: Field, path: string, id: string): Fault[] {
  if (!field.repeat) return [];
  if (single.includes(field.type)) return [unfit("field.repeat_unfit", `${path}.repeat`, id, "repeat", field.type)];
  if (Object.keys(field.repeat.kinds).length > 0) return [];
  return [
    error(
      "field.repeat_without_kinds",
      `${path}.repeat`,
      { vi: `Mục lặp “${id}” chưa có loại nào.`, en: `The repeated field “${id}” has no kinds.` },
      { vi: "Khai `kinds`, ví dụ nhà riêng, cơ quan.", en: "Give it `kinds`, such as home and office." },
    ),
  ];
}

function unfit(code: string, path: string, id: string, key: string, type: FieldType): Fault {
  return error(
    code,
    path,
    { vi: `Mục “${id}” kiểu ${type} không dùng \`${key}\`.`, en: `The field “${id}” of type ${type} does not take \`${key}\`.` },
    { vi: `Bỏ \`${key}\`, hoặc đổi kiểu.`, en: `Remove \`${key}\`, or change the type.` },
  );
}
