import { familyOfProbeHost } from './probe.ts';

/** What kind of phone asked, as coarse as a report needs it. `apple` is iOS and macOS, whose probes are one and the same. */
export const FAMILIES = ['android', 'apple', 'windows', 'other'] as const;
export type Family = (typeof FAMILIES)[number];

/** First match wins: old Edge names Android's browser too. */
const USER_AGENTS: readonly (readonly [RegExp, Family])[] = [
  [/Windows|Microsoft NCSI/i, 'windows'],
  [/Android|Dalvik|okhttp/i, 'android'],
  // AOSP's probe says that it is Chrome 60 on desktop Linux (NetworkMonitor's default User-Agent).
  [/X11; Linux x86_64\) .*Chrome\/60\.0\.3112\.32 /, 'android'],
  [/iPhone|iPad|iPod|Macintosh|CaptiveNetworkSupport|CFNetwork|Darwin/i, 'apple'],
];

/** The family of the phone behind a request: what its User-Agent says, else whose probe it is (many probes name no agent). */
export function familyOf(request: { host: string; userAgent: string }): Family {
  const row = USER_AGENTS.find(([pattern]) => pattern.test(request.userAgent));
  return row?.[1] ?? familyOfProbeHost(request.host);
}
