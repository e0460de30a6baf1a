import type { Answers } from '../config/answers.ts';
import type { Problem } from '../config/problem.ts';
import type { Text, Tongue } from '../domain/text.ts';
import { isSmallRadio, type NetworkInterface } from './interfaces.ts';
import type { Person } from './person.ts';
import { type Box, QUESTIONS, type Question } from './questions.ts';

interface Interview {
  readonly tongue: Tongue;
  readonly box: Box;
  /** What an existing config answers. */
  readonly known: Answers;
  /** What the config's parser says of these answers. */
  readonly check: (answers: Answers) => readonly Problem[];
}

/** Asks one question after the other, each until its answer is good; undefined where the person has gone. */
export async function interview(person: Person, asked: Interview): Promise<Answers | undefined> {
  let answers = asked.known;
  for (const [index, question] of QUESTIONS.entries()) {
    const number = `${index + 1}/${QUESTIONS.length}`;
    const answer = await askUntilGood(person, { ...asked, known: answers }, { question, number });
    if (answer === undefined) return undefined;
    answers = answer;
  }
  return answers;
}

async function askUntilGood(
  person: Person,
  { tongue, box, known, check }: Interview,
  { question, number }: { question: Question; number: string },
): Promise<Answers | undefined> {
  const offer = question.offer(known, box);
  person.tell(`\n${number}  ${question.text[tongue]}\n`);
  if (question.chooses) person.tell(listOf(box.interfaces, tongue));
  for (;;) {
    const typed = await person.ask(`  [${offer}]: `);
    if (typed === undefined) return undefined;
    const meant = nameOf(typed || offer, question, box);
    const answers = { ...known, ...question.take(meant, box) };
    const problem =
      check(answers).find(({ path }) => isAbout(path, question)) ?? emptyProblem(meant, question);
    if (problem === undefined) {
      if (question.chooses) person.tell(warningOf(meant, box, tongue));
      return answers;
    }
    const word = tongue === 'vi' ? 'Cách sửa' : 'Remedy';
    person.tell(`  ! ${problem.fault[tongue]}\n    ${word}: ${problem.remedy[tongue]}\n`);
  }
}

function isAbout(path: string, { paths }: Question): boolean {
  return paths.some((one) => path === one || path.startsWith(`${one}.`));
}

function nameOf(typed: string, { chooses }: Question, { interfaces }: Box): string {
  return (chooses && /^\d+$/.test(typed) && interfaces[Number(typed) - 1]?.name) || typed;
}

/** The parser has nothing to say of a port that is not named, as a bridge may have none. */
function emptyProblem(meant: string, { chooses }: Question): Pick<Problem, 'fault' | 'remedy'> | undefined {
  if (!chooses || meant !== '') return undefined;
  return {
    fault: { vi: 'chưa chọn card mạng', en: 'no interface is chosen' },
    remedy: { vi: 'gõ số hoặc tên trong danh sách', en: 'type a number or a name of the list' },
  };
}

const KINDS: Readonly<Record<NetworkInterface['kind'], Text>> = {
  radio: { vi: 'WiFi', en: 'WiFi' },
  cable: { vi: 'cổng dây', en: 'cable port' },
  modem: { vi: 'modem', en: 'modem' },
};

function listOf(interfaces: readonly NetworkInterface[], tongue: Tongue): string {
  const vi = tongue === 'vi';
  return interfaces
    .map((one, index) => {
      const link = one.carrier ? (vi ? 'có tín hiệu' : 'connected') : vi ? 'chưa cắm' : 'not connected';
      const few = isSmallRadio(one) ? (vi ? ', chỉ 7-10 máy' : ', 7-10 phones only') : '';
      const parts = `${KINDS[one.kind][tongue]}, ${one.driver ?? '-'}, ${link}${few}`;
      return `  ${String(index + 1).padStart(2)}) ${one.name.padEnd(16)} ${parts}\n`;
    })
    .join('');
}

function warningOf(name: string, { interfaces }: Box, tongue: Tongue): string {
  const found = interfaces.find((one) => one.name === name);
  if (found === undefined && interfaces.length > 0) return NOT_THERE[tongue];
  return found && isSmallRadio(found) ? SMALL_RADIO[tongue] : '';
}

const NOT_THERE: Text = {
  vi: '  ! chưa thấy card này: nhớ cắm vào trước khi dùng\n',
  en: '  ! it is not there now: plug it in before you use it\n',
};
const SMALL_RADIO: Text = {
  vi: '  ! chip WiFi có sẵn này chỉ giữ được 7-10 máy một lúc.\n    Cách sửa: dùng USB WiFi hoặc bộ phát WiFi riêng nối bằng dây\n',
  en: '  ! this built-in radio holds some 7-10 phones at a time.\n    Remedy: use a USB radio, or an access point on a cable\n',
};
