import type { Field, Touchpoint } from "@kept/language";

const families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ"];
const middles = ["Thị", "Văn", "Minh", "Ngọc", "Quốc", "Thanh", "Hồng", "Đức", "Mẫu", "Khánh"];
const givens = ["Ánh", "Bảo", "Châu", "Dũng", "Giang", "Hà", "Khôi", "Linh", "Nam", "Phúc", "Quỳnh", "Sơn", "Trang", "Uyên", "Việt"];
const lines = ["Công ty Ví Dụ", "Bán lẻ", "Cửa hàng Thử Nghiệm", "Dịch vụ", "Mẫu số một"];
const notes = [
  "Gọi giúp sau giờ hành chính.",
  "Nhà hẻm nhỏ, xe tải không vào được.",
  "Cần tư vấn thêm về chi phí.",
  "Xin liên hệ qua email.",
];

/** Made-up people: `seed` chooses everything, so that the same demo comes again. No name, number or address is anybody's. */
export class MadeUp {
  #state: number;
  readonly name: string;
  readonly mail: string;
  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0 || 1;
    this.name = [this.of(families), this.of(middles), this.of(givens)].join(" ");
    this.mail = `${plain(this.name)}.${seed}@vidu.example`;
  }

  /** xorshift32: chance enough for a demo, and the same on every machine. */
  next(below: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % below;
  }
  of(list: readonly string[]): string {
    return list[this.next(list.length)] ?? "";
  }

  /** What a form would send for a touchpoint: required fields always, the others sometimes. Files come apart. */
  fields(fields: Readonly<Record<string, Field>>, touchpoint: Touchpoint): Record<string, unknown> {
    const sent: Record<string, unknown> = {};
    for (const [name, asked] of Object.entries(touchpoint.fields)) {
      const field = fields[name];
      if (!field || (!asked.required && this.next(3) === 0) || field.type === "file") continue;
      const value = this.#value(field);
      sent[name] = field.repeat ? [{ kind: this.of(Object.keys(field.repeat.kinds)), value }] : value;
    }
    return sent;
  }

  #value(field: Field): unknown {
    switch (field.type) {
      case "name":
        return this.name;
      case "email":
        return this.mail;
      case "phone":
        return `028 0000 ${String(1000 + this.next(9000))}`;
      case "address":
        return `${1 + this.next(99)} đường Mẫu, phường Ví Dụ, Thành phố Hồ Chí Minh`;
      case "date":
        return `${1970 + this.next(35)}-0${1 + this.next(9)}-1${this.next(9)}`;
      case "number":
        return 1 + this.next(20);
      case "choice":
        return this.of(Object.keys(field.options ?? {}));
      case "choices":
        return [this.of(Object.keys(field.options ?? {}))];
      case "username":
        return plain(this.name).replaceAll(".", "") + this.next(10_000);
      case "secret":
        return `câu ví dụ dài ${this.next(1_000_000)} ${this.next(1_000_000)}`;
      case "ip":
        return `192.0.2.${this.next(255)}`;
      case "yes":
        return true;
      case "lines":
        return this.of(notes);
      default:
        return this.of(lines);
    }
  }
}

function plain(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase().replaceAll(" ", ".");
}
