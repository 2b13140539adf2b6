import { Button } from "../kit/button.js";
import { Field } from "../kit/field.js";
import { rawOf, Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { passkeysWork } from "./passkey.js";
import { words } from "./words.js";

export interface Answer {
  readonly email: string;
  readonly password: string;
  readonly otp: string;
}

export interface Lost {
  readonly email: string;
  readonly recovery: string;
  readonly password?: string;
}

interface Props<T> {
  readonly error: unknown;
  readonly busy: boolean;
  readonly send: (answer: T) => void;
}

/** E-mail, password, and the number of the authenticator. */
export function PasswordForm({ error, busy, send }: Props<Answer>) {
  const say = useSay();
  return (
    <Sheet error={error} onSend={(data) => send({ email: textOf(data, "email"), password: rawOf(data, "password"), otp: numberOf(data) })}>
      <Field name="email" label={words.email} type="email" autoComplete="username" inputMode="email" required />
      <Field name="password" label={words.password} type="password" autoComplete="current-password" required />
      <OtpField />
      <p>
        <Button kind={passkeysWork ? "quiet" : "main"} type="submit" busy={busy}>
          {say(words.send)}
        </Button>
      </p>
    </Sheet>
  );
}

/** E-mail and a recovery code, with the password where there is one. */
export function RecoveryForm({ error, busy, send }: Props<Lost>) {
  const say = useSay();
  const answer = (data: FormData) => {
    const password = rawOf(data, "password");
    send({ email: textOf(data, "email"), recovery: textOf(data, "recovery"), ...(password ? { password } : {}) });
  };
  return (
    <Sheet error={error} onSend={answer}>
      <p className="hint">{say(words.recoverText)}</p>
      <Field name="email" label={words.email} type="email" autoComplete="username" inputMode="email" required />
      <Field name="recovery" label={words.recovery} hint={words.recoveryHint} maxLength={60} required />
      <Field name="password" label={words.password} type="password" autoComplete="current-password" />
      <p>
        <Button type="submit" busy={busy}>
          {say(words.recover)}
        </Button>
      </p>
    </Sheet>
  );
}

/** The number that the authenticator shows now. */
export function OtpField() {
  return (
    <Field
      name="otp"
      label={words.otp}
      hint={words.otpHint}
      autoComplete="one-time-code"
      inputMode="numeric"
      maxLength={7}
      className="code-in"
      required
    />
  );
}

/** Authenticators show the number in two groups; the space between them is no part of it. */
export function numberOf(data: FormData): string {
  return textOf(data, "otp").replace(/\s/g, "");
}
