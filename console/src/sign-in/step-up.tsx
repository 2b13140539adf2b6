import { prove, proveOptions } from "@kept/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { client } from "../app/client.js";
import { session } from "../app/session.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { Field } from "../kit/field.js";
import { rawOf, Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { words as kit } from "../kit/words.js";
import { passkeysWork, showPasskey } from "./passkey.js";
import { OtpField } from "./password.js";
import { ProveSso } from "./sso.js";
import { words } from "./words.js";

type Prove = () => Promise<boolean>;
const ProveContext = createContext<Prove>(async () => false);

/** Asks whoever sits here to prove again that it is them; false when they stop. */
export function useProve(): Prove {
  return useContext(ProveContext);
}

export function StepUpProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const waiting = useRef<(proved: boolean) => void>(undefined);
  const ask = useCallback<Prove>(() => {
    setOpen(true);
    return new Promise((answer) => {
      waiting.current = answer;
    });
  }, []);
  const settle = (proved: boolean) => {
    setOpen(false);
    waiting.current?.(proved);
    waiting.current = undefined;
  };
  return (
    <ProveContext value={ask}>
      {children}
      <Ask title={words.prove} open={open} close={() => settle(false)}>
        <ProveForm done={() => settle(true)} stop={() => settle(false)} />
      </Ask>
    </ProveContext>
  );
}

function ProveForm({ done, stop }: { done: () => void; stop: () => void }) {
  const say = useSay();
  // What one has to prove with; all of it is offered until that is known.
  const ways = useQuery(session).data?.ways ?? { sso: false, passkeys: 1, totp: true };
  const passkey = useMutation({
    mutationFn: async () => client.call(prove, { body: { passkey: await showPasskey(await client.call(proveOptions, {})) } }),
    onSuccess: done,
  });
  const password = useMutation({
    mutationFn: (body: { password: string; otp: string }) => client.call(prove, { body }),
    onSuccess: done,
  });
  return (
    <>
      <p className="soft">{say(words.proveText)}</p>
      {ways.sso && <ProveSso done={done} />}
      {passkeysWork && ways.passkeys > 0 && (
        <>
          <Trouble error={passkey.error} />
          <Button kind="main" icon="key" busy={passkey.isPending} onPress={() => passkey.mutate()}>
            {say(words.passkey)}
          </Button>
        </>
      )}
      {ways.totp ? (
        <>
          {(ways.sso || ways.passkeys > 0) && <p className="hint">{say(words.or)}</p>}
          <Sheet
            error={password.error}
            onSend={(data) => password.mutate({ password: rawOf(data, "password"), otp: textOf(data, "otp").replace(/\s/g, "") })}
          >
            <Field name="password" label={words.password} type="password" autoComplete="current-password" required />
            <OtpField />
            <p className="row">
              <Button type="submit" busy={password.isPending}>
                {say(words.proveSend)}
              </Button>
              <Button onPress={stop}>{say(kit.cancel)}</Button>
            </p>
          </Sheet>
        </>
      ) : (
        <p>
          <Button onPress={stop}>{say(kit.cancel)}</Button>
        </p>
      )}
    </>
  );
}
