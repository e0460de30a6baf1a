/**
 * Where the portal's https side listens; nftables leads the guests' 443 there. Above 1024, as the portal holds no privilege.
 */
export const TLS_PORT = 8443;
