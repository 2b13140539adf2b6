import { signOut } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator, Button as Trigger } from "react-aria-components";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Icon } from "../kit/icon.js";
import { useLanguage, useSay } from "../kit/language.js";
import { chooseTheme, type Theme, theme } from "../kit/theme.js";
import { languageNames, words } from "./words.js";

/** Who is signed in, with the language, the theme and the way out. */
export function MyMenu() {
  const say = useSay();
  const go = useNavigate();
  const again = useQueryClient();
  const { name, roles, organisation } = useSession();
  const { roleText } = useLabels();
  const params = { organisation: organisation.slug };
  const leave = useSend({
    work: () => client.call(signOut, {}),
    done: () => {
      again.clear();
      void go({ to: "/$organisation/sign-in", params, replace: true });
    },
  });
  return (
    <div className="who small">
      <MenuTrigger>
        <Trigger className="btn">
          <span>
            {name} <span className="soft">· {roles.map((r) => say(roleText(r))).join(", ")}</span>
          </span>
        </Trigger>
        <Popover placement="bottom end">
          <Menu className="menu" aria-label={say(words.menu)}>
            <MenuItem onAction={() => void go({ to: "/$organisation/me", params })}>
              <Icon name="shield" /> {say(words.mine)}
            </MenuItem>
            <MenuItem onAction={() => leave.send(undefined)}>
              <Icon name="send" /> {say(words.out)}
            </MenuItem>
            <Separator />
            <Languages />
            <Separator />
            <Themes />
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}

function Languages() {
  const say = useSay();
  const { language, speak } = useLanguage();
  return (
    <MenuSection selectionMode="single" selectedKeys={[language]} disallowEmptySelection>
      <Header>{say(words.language)}</Header>
      {(["vi", "en"] as const).map((l) => (
        <MenuItem key={l} id={l} onAction={() => speak(l)} textValue={languageNames[l]}>
          <span lang={l}>{languageNames[l]}</span>
          {language === l && <Icon name="check" />}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

function Themes() {
  const say = useSay();
  const [chosen, setChosen] = useState<Theme>(theme);
  const choose = (to: Theme) => {
    chooseTheme(to);
    setChosen(to);
  };
  return (
    <MenuSection selectionMode="single" selectedKeys={[chosen]} disallowEmptySelection>
      <Header>{say(words.theme)}</Header>
      {(["system", "light", "dark"] as const).map((t) => (
        <MenuItem key={t} id={t} onAction={() => choose(t)} textValue={say(words[t])}>
          {say(words[t])}
          {chosen === t && <Icon name="check" />}
        </MenuItem>
      ))}
    </MenuSection>
  );
}
