// The only script of the account pages. Without it, or where the browser knows no passkeys, its buttons stay hidden and every
// other way works. It moves what the server asks to the authenticator, and the answer back.
const buttons = document.querySelectorAll("button[data-passkey]");
const able = typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential;

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function use(button) {
  const { passkey, options, verify } = button.dataset;
  const asked = await post(options, {});
  const credential =
    passkey === "add"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
  const done = await post(verify, { passkey: credential.toJSON(), to: button.dataset.to });
  location.assign(done.to);
}

for (const button of able ? buttons : []) {
  const failed = document.getElementById(`${button.id}-failed`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    if (failed) failed.hidden = true;
    try {
      await use(button);
    } catch {
      if (failed) failed.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}
