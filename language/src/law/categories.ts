import type { SensitiveKind } from "../schema/fields.js";
import type { Both } from "../schema/words.js";

/** Decree 356/2025 art. 3: the eleven kinds of basic data, in its order. */
export const basicKinds: readonly Both[] = [
  { vi: "họ tên và tên gọi khác", en: "names" },
  { vi: "ngày sinh; ngày mất hoặc mất tích", en: "date of birth, of death or disappearance" },
  { vi: "giới tính", en: "gender" },
  { vi: "nơi sinh, nơi cư trú, quê quán, địa chỉ liên hệ", en: "places of birth and residence, contact address" },
  { vi: "quốc tịch", en: "nationality" },
  { vi: "hình ảnh của cá nhân", en: "personal image" },
  { vi: "điện thoại, số giấy tờ tuỳ thân, biển số xe", en: "telephone, numbers of papers, vehicle plate" },
  { vi: "tình trạng hôn nhân", en: "marital status" },
  { vi: "quan hệ gia đình", en: "family relations" },
  { vi: "tài khoản số", en: "digital accounts" },
  { vi: "thông tin khác giúp nhận ra một người", en: "other identifying information" },
];

/** Decree 356/2025 art. 4: the letters of sensitive data. */
export const sensitiveKinds: Readonly<Record<SensitiveKind, Both & { letter: string }>> = {
  origin: { letter: "a", vi: "nguồn gốc chủng tộc, dân tộc", en: "racial or ethnic origin" },
  belief: { letter: "b", vi: "quan điểm chính trị, tôn giáo, tín ngưỡng", en: "political or religious views, belief" },
  private_life: { letter: "c", vi: "đời sống riêng tư, bí mật cá nhân, gia đình", en: "private life, personal and family secrets" },
  health: { letter: "d", vi: "tình trạng sức khoẻ", en: "health" },
  biometric: { letter: "đ", vi: "sinh trắc học, di truyền", en: "biometric and genetic features" },
  sex_life: { letter: "e", vi: "đời sống và xu hướng tình dục", en: "sex life and orientation" },
  crime: { letter: "g", vi: "tội phạm, vi phạm pháp luật", en: "crimes and violations" },
  location: { letter: "h", vi: "vị trí xác định qua dịch vụ định vị", en: "location by positioning services" },
  id_credentials: {
    letter: "i",
    vi: "đăng nhập định danh điện tử; ảnh giấy tờ tuỳ thân",
    en: "e-identity credentials; images of identity cards",
  },
  finance: { letter: "k", vi: "ngân hàng, thẻ, giao dịch tài chính", en: "bank, card and financial transactions" },
  behaviour: { letter: "l", vi: "theo dõi hành vi trên không gian mạng", en: "tracking of behaviour online" },
  other_secret: { letter: "m", vi: "dữ liệu khác phải giữ bí mật theo luật", en: "other data the law keeps secret" },
};

/** Words that give away what a field holds, in its name or its DPV term. */
const telling: readonly (readonly [SensitiveKind, RegExp])[] = [
  ["origin", /ethnic|racial|dan_toc/i],
  ["belief", /religio|political|belief|ton_giao/i],
  ["health", /health|medical|diagnos|disease|illness|allerg|blood|benh|suc_khoe|disabilit/i],
  ["biometric", /biometric|fingerprint|face_?scan|genetic|dna|van_tay/i],
  ["sex_life", /sexual/i],
  ["crime", /criminal|conviction/i],
  ["location", /gps|geolocation/i],
  ["id_credentials", /(id_?card|cccd|cmnd|can_cuoc|identity_?card|passport)_?(image|photo|scan|front|back|copy|anh)/i],
  ["finance", /bank_?account|credit_?card|card_?number|bankaccount|iban/i],
  ["behaviour", /brows(er|ing)_?(history|behaviou?r)|navigation|click|tracking/i],
];

/** The sensitive kind a name or DPV term suggests, or null. */
export function looksSensitive(words: string): SensitiveKind | null {
  return telling.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}
