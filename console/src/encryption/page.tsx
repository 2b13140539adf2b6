import { getEncryption } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../app/client.js";
import { count, day } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Loading, Told, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { Table } from "../kit/table.js";
import { faultOf, type Status } from "./fault.js";
import { lines, words } from "./words.js";

/** The keys above the data keys: what backups each can still open, and what happens when the folder of keys is lost. */
export function EncryptionPage() {
  const say = useSay();
  const status = useQuery({ queryKey: ["encryption"], queryFn: ({ signal }) => client.call(getEncryption, {}, { signal }) });
  return (
    <Page title={words.title} under={say(words.under)}>
      {status.isPending ? (
        <Loading />
      ) : status.isError ? (
        <Trouble error={status.error} again={() => void status.refetch()} />
      ) : (
        <Keys status={status.data} />
      )}
    </Page>
  );
}

function Keys({ status }: { status: Status }) {
  const say = useSay();
  const { language } = useLanguage();
  const fault = faultOf(status);
  const { recovery, exported, bound, schedule } = status;
  return (
    <>
      {fault && (
        <Told icon="lock" care>
          <b>{say(fault.head)}.</b> {say(fault.text)}
        </Told>
      )}
      <section className="block" aria-labelledby="bound">
        <h2 id="bound">{say(words.bound)}</h2>
        <p>
          <b>{day(`${bound.by}T00:00:00+07:00`, language)}</b> ({count(bound.days, language)} {say(words.days)}). {say(bound.text)}
        </p>
      </section>
      <section className="block" aria-labelledby="recovery">
        <h2 id="recovery">{say(words.recovery)}</h2>
        <p>{say(words.recoveryText)}</p>
        {recovery && (
          <p>
            {say(words.mark)} <b className="mono">{recovery.mark}</b>, {say(words.made)} {day(recovery.made_at, language)}.{" "}
            {exported?.fresh && (
              <>
                {say(words.exported)} {day(exported.made_at, language)}: <Badge tone="jade">{say(words.fresh)}</Badge>
              </>
            )}
          </p>
        )}
      </section>
      <section className="block" aria-labelledby="epochs">
        <h2 id="epochs">{say(words.epochs)}</h2>
        <p>{say(lines.schedule(schedule.every, schedule.keep))}</p>
        <Table
          label={words.epochs}
          rows={[...status.epochs].reverse()}
          keyOf={(e) => String(e.number)}
          columns={[
            {
              head: words.epoch,
              cell: (e) => (
                <b>
                  {say(words.epoch)} {e.number}
                </b>
              ),
            },
            { head: words.opens, as: "num", cell: (e) => (e.destroyed_at ? "–" : day(e.began_at, language)) },
            { head: words.until, as: "num", cell: (e) => (e.destroyed_at ? "–" : e.ended_at ? day(e.ended_at, language) : say(words.now)) },
            { head: words.underIt, as: "num", cell: (e) => count(e.under, language) },
            { head: words.state, cell: (e) => <EpochState epoch={e} /> },
          ]}
        />
      </section>
      <section className="block" aria-labelledby="index">
        <h2 id="index">{say(words.index)}</h2>
        <p>{say(lines.index(schedule.index))}</p>
        <Table
          label={words.index}
          rows={[...status.index].reverse()}
          keyOf={(k) => String(k.number)}
          columns={[
            {
              head: words.indexKey,
              cell: (k) => (
                <b>
                  {say(words.indexKey)} {k.number}
                </b>
              ),
            },
            { head: words.began, as: "num", cell: (k) => day(k.began_at, language) },
            { head: words.until, as: "num", cell: (k) => (k.ended_at ? day(k.ended_at, language) : say(words.now)) },
            { head: words.state, cell: (k) => <EpochState epoch={{ ...k, under: k.ended_at ? 1 : 0 }} /> },
          ]}
        />
      </section>
    </>
  );
}

function EpochState({ epoch }: { epoch: Status["epochs"][number] }) {
  const say = useSay();
  const { language } = useLanguage();
  if (epoch.destroyed_at) {
    return (
      <Badge>
        {say(words.gone)} {day(epoch.destroyed_at, language)}
      </Badge>
    );
  }
  if (!epoch.ended_at) return <Badge tone="jade">{say(words.current)}</Badge>;
  return <Badge tone="amber">{say(epoch.under > 0 ? words.moving : words.waiting)}</Badge>;
}
