import { useLabels } from "../app/labels.js";
import { Option } from "./field.js";
import { useSay } from "./language.js";
import { words } from "./words.js";

interface Props {
  readonly chosen: readonly string[];
  readonly choose: (roles: string[]) => void;
}

/** The roles that the policy in force declares, to choose some of them. */
export function RoleChoice({ chosen, choose }: Props) {
  const say = useSay();
  const { policy, roleText } = useLabels();
  // A role that the policy no longer declares still shows, so that it can be taken away.
  const names = [...new Set([...Object.keys(policy?.roles ?? {}), ...chosen])];
  return (
    <fieldset className="opts">
      <legend className="label">{say(words.roles)}</legend>
      {names.map((name) => (
        <Option
          key={name}
          name="roles"
          type="checkbox"
          value={name}
          checked={chosen.includes(name)}
          onChoose={(is) => choose(is ? [...chosen, name] : chosen.filter((r) => r !== name))}
        >
          {say(roleText(name))}
        </Option>
      ))}
      {chosen.length === 0 && (
        <p className="hint" id="roles-need">
          {say(words.rolesNeed)}
        </p>
      )}
    </fieldset>
  );
}
