import { type Family, familyOfUserAgent } from './family.ts';

/**
 * The hosts that phones ask "am I online?" and whose phone that is; `other` where many kinds of client share one.
 * No answer depends on this table: a captive client gets the redirect for every host. It tells which family asked when
 * the User-Agent does not, and which names must never be let through while captive.
 */
export const PROBE_HOSTS: Readonly<Record<string, Family>> = {
  'connectivitycheck.gstatic.com': 'android',
  'connectivitycheck.gstatic.cn': 'android',
  'connectivitycheck.android.com': 'android',
  'clients1.google.com': 'android',
  'clients3.google.com': 'android',
  'clients4.google.com': 'android',
  'play.googleapis.com': 'android',
  'www.googleapis.cn': 'android',
  'g.cn': 'android',
  'connectivitycheck.grapheneos.network': 'android',
  'connectivity.samsung.com.cn': 'android',
  'connectivitycheck.samsung.com': 'android',
  'd2uzsrnmmf6tds.cloudfront.net': 'android',
  'connect.rom.miui.com': 'android',
  'connectivitycheck.platform.xiaomi.com': 'android',
  'connectivitycheck.platform.hicloud.com': 'android',
  'connectivitycheck.cbg-app.huawei.com': 'android',
  'conn1.coloros.com': 'android',
  'conn2.coloros.com': 'android',
  'spectrum.s3.amazonaws.com': 'android',
  'captive.apple.com': 'apple',
  'www.apple.com': 'apple',
  'apple.com': 'apple',
  'www.appleiphonecell.com': 'apple',
  'www.airport.us': 'apple',
  'www.ibook.info': 'apple',
  'www.thinkdifferent.us': 'apple',
  'gsp1.apple.com': 'apple',
  'www.msftconnecttest.com': 'windows',
  'ipv6.msftconnecttest.com': 'windows',
  'www.msftncsi.com': 'windows',
  'ipv6.msftncsi.com': 'windows',
  'dns.msftncsi.com': 'windows',
  'edge-http.microsoft.com': 'windows',
  'www.google.com': 'other',
  'www.gstatic.com': 'other',
  'www.googleapis.com': 'other',
  'accounts.google.com': 'other',
  'safebrowsing.google.com': 'other',
  'cp.cloudflare.com': 'other',
  'detectportal.firefox.com': 'other',
  'detectportal.brave-http-only.com': 'other',
  'network-test.debian.org': 'other',
  'nmcheck.gnome.org': 'other',
  'conncheck.opensuse.org': 'other',
  'networkcheck.kde.org': 'other',
  'elementary.io': 'other',
  'ipv4.connman.net': 'other',
  'ipv6.connman.net': 'other',
  'connman.vn.tesla.services': 'other',
  'ctest.cdn.nintendo.net': 'other',
  'ctest.p01.ctest.srv.nintendo.net': 'other',
};

/**
 * The family of the phone behind a request: what its User-Agent says, else whose probe it is, as many probes name no agent.
 * `host` is in lower case and without port.
 */
export function familyOf({ host, userAgent }: { host: string; userAgent: string }): Family {
  const ofProbe = Object.hasOwn(PROBE_HOSTS, host) ? PROBE_HOSTS[host] : undefined;
  return familyOfUserAgent(userAgent) ?? ofProbe ?? 'other';
}
