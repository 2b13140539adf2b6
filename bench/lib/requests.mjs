import { readFileSync } from "node:fs";

/** What is asked of whom: each makes, from the facts of the seed, a function from a running number to one request. */
export const requests = {
  "kept consent": (facts) => {
    const people = peopleOf(facts);
    const headers = `Authorization: Bearer ${facts.key}\r\n`;
    return (i) => ({
      method: "POST",
      path: `/api/v1/people/${people[i % people.length]}/consents`,
      headers,
      body: JSON.stringify(consent(i, facts)),
      expect: 201,
    });
  },
  "kept standing": (facts) => {
    const people = askedOf(facts);
    const headers = `Authorization: Bearer ${facts.key}\r\n`;
    return (i) => ({
      method: "GET",
      path: `/api/v1/people/${people[i % people.length]}/standing?purpose=newsletter`,
      headers,
      expect: 200,
    });
  },
  "kept submission": (facts) => {
    const headers = `Authorization: Bearer ${facts.key}\r\n`;
    return (i) => ({ method: "POST", path: "/api/v1/submissions", headers, body: JSON.stringify(submission(i, facts)), expect: 201 });
  },
  "kept read": (facts) => {
    const people = askedOf(facts);
    const headers = `Authorization: Bearer ${facts.key}\r\n`;
    const body = JSON.stringify({ purpose: "orders" });
    return (i) => ({ method: "POST", path: `/api/v1/people/${people[i % people.length]}:read`, headers, body, expect: 200 });
  },
  "kept timeline": (facts) => {
    const headers = `Authorization: Bearer ${facts.key}\r\n`;
    return () => ({ method: "GET", path: `/api/v1/people/${facts.regular}/timeline?limit=50`, headers, expect: 200 });
  },
  "kept timeline deep": (facts) => {
    const headers = `Authorization: Bearer ${facts.key}\r\n`;
    return () => ({ method: "GET", path: `/api/v1/people/${facts.regular}/timeline?limit=50&before=${facts.deep}`, headers, expect: 200 });
  },
  "c15t consent": (facts) => {
    const people = peopleOf(facts);
    return (i) => ({
      method: "POST",
      path: "/api/c15t/subjects",
      headers: "Origin: https://bench.example\r\n",
      body: JSON.stringify(c15tConsent(i, people)),
      expect: 200,
    });
  },
  "c15t check": (facts) => {
    const people = askedOf(facts);
    const headers = "Origin: https://bench.example\r\n";
    return (i) => ({
      method: "GET",
      path: `/api/c15t/consents/check?externalId=${people[i % people.length]}&type=marketing_communications`,
      headers,
      expect: 200,
    });
  },
  "c15t subject": (facts) => {
    const people = askedOf(facts);
    const headers = "Origin: https://bench.example\r\n";
    return (i) => ({
      method: "GET",
      path: `/api/c15t/subjects/${subjectOf(people[i % people.length])}?type=marketing_communications`,
      headers,
      expect: 200,
    });
  },
  "bare consent": (facts) => {
    const people = peopleOf(facts);
    return (i) => ({ method: "POST", path: `/consent/${people[i % people.length]}`, body: JSON.stringify(consent(i, facts)), expect: 201 });
  },
  "bare standing": (facts) => {
    const people = askedOf(facts);
    return (i) => ({ method: "GET", path: `/standing/${people[i % people.length]}`, expect: 200 });
  },
  "bare submission": (facts) => (i) => ({
    method: "POST",
    path: "/submission",
    body: JSON.stringify(submission(i, facts)),
    expect: 201,
  }),
};

export function consent(i, facts) {
  return {
    purpose: "newsletter",
    act: i % 2 ? "refused" : "given",
    touchpoint: "order",
    language: "vi",
    notice_version: facts.version,
  };
}

export function submission(i, facts) {
  return {
    touchpoint: "order",
    fields: {
      full_name: `Nguyễn Văn Ân ${i % 1000}`,
      email: `an.nguyen.${i}@example.vn`,
      phone: `09${String(10_000_000 + (i % 89_999_999))}`,
      address: `${i % 999} Kỳ Đồng, Phường 9, Quận 3, Thành phố Hồ Chí Minh`,
      company: "Công ty TNHH Mẫu",
      message: "Xin lắp hai máy quay ở cửa trước, gọi trước khi đến.",
    },
    consents: { newsletter: i % 2 ? "refused" : "given" },
    notice_version: facts.version,
    language: "vi",
  };
}

let clock = Date.now() - 86_400_000 * 300;

/** `givenAt` differs each time: c15t answers a repeated one from the record it has. */
export function c15tConsent(i, people) {
  const person = people[i % people.length];
  return {
    type: "marketing_communications",
    subjectId: subjectOf(person),
    externalSubjectId: person,
    identityProvider: "bench",
    domain: "bench.example",
    preferences: { marketing: i % 2 === 0 },
    givenAt: clock++,
  };
}

export const subjectOf = (person) =>
  `sub_${BigInt(`0x${person.replaceAll("-", "")}`)
    .toString(36)
    .replaceAll("0", "A")
    .replaceAll("l", "B")}`;

/** Those whose consent every peer has written before the reads begin. */
export const asked = 500;
export const askedOf = (facts) => peopleOf(facts).slice(0, asked);

let read;
export function peopleOf(facts) {
  read ??= JSON.parse(readFileSync(facts.people, "utf8"));
  return read;
}
