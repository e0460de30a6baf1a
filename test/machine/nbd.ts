import type { Writable } from 'node:stream';
import type { Reader } from './reader.ts';

/**
 * The words of the Network Block Device protocol, as far as QEMU needs them: fixed newstyle negotiation, simple replies.
 * https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md
 */
export const COMMAND = { read: 0, write: 1, disconnect: 2, flush: 3 } as const;

const HELLO = 'NBDMAGIC';
const OPTION = 'IHAVEOPT';
const [OPTION_REPLY, REQUEST, REPLY] = [0x3e889045565a9n, 0x25609513, 0x67446698];
/** NBD_FLAG_FIXED_NEWSTYLE and NBD_FLAG_NO_ZEROES. */
const SERVER_FLAGS = 0b11;
const [OPTION_ABORT, OPTION_GO] = [2, 7];
const [ACK, INFO, UNSUPPORTED] = [1, 3, 0x80000001];
/** NBD_FLAG_HAS_FLAGS, NBD_FLAG_SEND_FLUSH, NBD_FLAG_SEND_FUA: a write cache, and the two ways past it. */
const DISK_FLAGS = 0b1101;
const FUA = 1;

export interface Request {
  readonly command: number;
  /** To be on the disk before the reply. */
  readonly isFua: boolean;
  readonly handle: Buffer;
  readonly offset: number;
  readonly length: number;
}

/** Until the client is content with the one disk there is, of `size` bytes. */
export async function negotiate(reader: Reader, to: Writable, size: number): Promise<void> {
  to.write(Buffer.concat([Buffer.from(HELLO + OPTION), shorts(SERVER_FLAGS)]));
  await reader.take(4);
  for (;;) {
    const head = await reader.take(16);
    const option = head.readUInt32BE(8);
    await reader.take(head.readUInt32BE(12));
    if (option === OPTION_ABORT) throw new Error('the client has changed its mind');
    if (option !== OPTION_GO) {
      to.write(optionReply(option, UNSUPPORTED));
      continue;
    }
    // NBD_INFO_EXPORT
    to.write(optionReply(option, INFO, Buffer.concat([shorts(0), long(size), shorts(DISK_FLAGS)])));
    to.write(optionReply(option, ACK));
    return;
  }
}

export async function readRequest(reader: Reader): Promise<Request> {
  const head = await reader.take(28);
  if (head.readUInt32BE(0) !== REQUEST) throw new Error('this is no request');
  return {
    command: head.readUInt16BE(6),
    isFua: (head.readUInt16BE(4) & FUA) !== 0,
    handle: Buffer.from(head.subarray(8, 16)),
    offset: Number(head.readBigUInt64BE(16)),
    length: head.readUInt32BE(24),
  };
}

/** What stands before the data of a request that went well. */
export function reply(handle: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(REPLY, 0);
  return Buffer.concat([head, handle]);
}

function optionReply(option: number, type: number, data: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(20);
  head.writeBigUInt64BE(OPTION_REPLY, 0);
  head.writeUInt32BE(option, 8);
  head.writeUInt32BE(type, 12);
  head.writeUInt32BE(data.length, 16);
  return Buffer.concat([head, data]);
}

function shorts(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
