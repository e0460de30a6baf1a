import type { Content, NoticeView } from '../../src/checkpoint/web/traveler/content.ts';
import type { PageRequest } from '../../src/checkpoint/web/traveler/model.ts';
import type { Checkpoint } from '../../src/domain/checkpoint.ts';
import { FAULT_WORDS } from '../../src/domain/locale.ts';
import { catalog, checkpointOf } from '../example.ts';

/** One page in one state, as one phone may meet it. */
export interface Picture extends PageRequest {
  /** `guide-captive-android-vi`: a file name. */
  readonly name: string;
  /** Whether a destination is dead and notices are out. */
  readonly content: keyof typeof CONTENTS;
}

export const LANGUAGES: readonly string[] = [...catalog.locales.keys()];
export const FAMILIES = ['android', 'apple', 'windows', 'other'] as const;
const STATES = ['captive', 'ended', 'granted'] as const;

/** A checkpoint that shows all there is. */
export const FULL_CHECKPOINT: Checkpoint = checkpointOf(`
destinations = ${JSON.stringify([...catalog.destinations.keys()].sort(byWeight))}
languages = ${JSON.stringify([...LANGUAGES].sort((one) => (one === 'vi' ? -1 : 0)))}
[checkpoint]
id = "gl-ayunpa-01"
name = { vi = "Chốt số 1, thị xã Ayun Pa", en = "Checkpoint 1, Ayun Pa" }
location_qr = "https://qr.tokhaiyte.vn/?id=gl-ayunpa-01"
contacts = [{ name = "Tổ trực chốt", phone = "0269 000 000" }]
[access]
interface = "br0"
ssid = "KHAI BAO Y TE"
[uplink]
interface = "wwan0"
`);

const QUIET: Content = { version: () => 'quiet', isDead: () => false, notices: () => [] };

const NOTICE: NoticeView = {
  id: 'vi-du',
  importance: 'urgent',
  lang: 'vi',
  date: '20/8/2020',
  title: 'Điểm xét nghiệm mới tại thị xã',
  source: 'Trung tâm Y tế thị xã',
  html: '<p>Xét nghiệm <strong>miễn phí</strong> từ 7 giờ đến 17 giờ.</p>\n<ul>\n<li>Mang theo giấy tờ.</li>\n</ul>\n',
};

/** Quiet, and on a bad day. */
export const CONTENTS = {
  quiet: QUIET,
  troubled: {
    version: () => 'troubled',
    isDead: (id) => ['tokhaiyte', 'bluezone'].includes(id),
    notices: () => [
      NOTICE,
      { ...NOTICE, id: 'vi-du-2', importance: 'normal', title: 'Giờ làm việc của chốt' },
    ],
  },
} as const satisfies Readonly<Record<string, Content>>;

/** Every page in every state that a phone may meet, in these languages and for these kinds of phone. */
export function everyPicture(
  languages = LANGUAGES,
  families: readonly (typeof FAMILIES)[number][] = FAMILIES,
) {
  return languages.flatMap((language) => families.flatMap((family) => picturesOf(language, family)));
}

type Wanted = Partial<Picture> & Pick<Picture, 'template'>;

function picturesOf(language: string, family: (typeof FAMILIES)[number]): readonly Picture[] {
  const wanted: readonly Wanted[] = [
    ...STATES.flatMap((state) => [
      { template: 'guide', state } as const,
      { template: 'guide', state, uplink: 'down' } as const,
    ]),
    { template: 'guide', content: 'troubled' },
    { template: 'connected', state: 'granted' },
    { template: 'connected', state: 'granted', uplink: 'down' },
    { template: 'connected', state: 'granted', content: 'troubled' },
    ...FULL_CHECKPOINT.destinations.flatMap(({ id }) => [
      { template: 'destination', subject: id } as const,
      { template: 'destination', subject: id, state: 'granted' } as const,
    ]),
    { template: 'destination', subject: 'tokhaiyte', uplink: 'down' },
    { template: 'destination', subject: 'tokhaiyte', content: 'troubled' },
    { template: 'destination', subject: 'bluezone', content: 'troubled' },
    { template: 'check-in' },
    { template: 'notices' },
    { template: 'notices', content: 'troubled' },
    ...FAULT_WORDS.map((subject) => ({ template: 'error', subject }) as const),
  ];
  return wanted.map(({ template, subject, state = 'captive', uplink = 'up', content = 'quiet' }) => {
    const parts = [
      template,
      subject,
      state,
      uplink === 'down' && 'offline',
      content === 'troubled' && content,
    ];
    const name = [...parts.filter(Boolean), family, language].join('-');
    const picture = { name, template, language, state, uplink, family, canSpeak: true, content };
    return subject === undefined ? picture : { ...picture, subject };
  });
}

/** The two that everybody needs come first; the rest as their files stand. */
function byWeight(one: string, other: string): number {
  const weight = (id: string) => ['bluezone', 'tokhaiyte'].indexOf(id);
  return weight(other) - weight(one);
}
