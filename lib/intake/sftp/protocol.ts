// The numbers of the SSH File Transfer Protocol, version 3 (draft-ietf-secsh-filexfer-02), and of OpenSSH's extensions
// to it (its PROTOCOL file, sections 4.3 to 4.8).

export const VERSION = 3

export const PACKET = {
  INIT: 1,
  VERSION: 2,
  OPEN: 3,
  CLOSE: 4,
  READ: 5,
  WRITE: 6,
  LSTAT: 7,
  FSTAT: 8,
  SETSTAT: 9,
  FSETSTAT: 10,
  OPENDIR: 11,
  READDIR: 12,
  REMOVE: 13,
  MKDIR: 14,
  RMDIR: 15,
  REALPATH: 16,
  STAT: 17,
  RENAME: 18,
  READLINK: 19,
  SYMLINK: 20,
  STATUS: 101,
  HANDLE: 102,
  DATA: 103,
  NAME: 104,
  ATTRS: 105,
  EXTENDED: 200,
  EXTENDED_REPLY: 201,
} as const

export const STATUS = {
  OK: 0,
  EOF: 1,
  NO_SUCH_FILE: 2,
  PERMISSION_DENIED: 3,
  FAILURE: 4,
  BAD_MESSAGE: 5,
  OP_UNSUPPORTED: 8,
} as const

export const OPEN_FLAG = {
  READ: 0x01,
  WRITE: 0x02,
  APPEND: 0x04,
  CREATE: 0x08,
  TRUNCATE: 0x10,
  EXCLUSIVE: 0x20,
} as const

export const ATTRIBUTE = {
  SIZE: 0x0000_0001,
  OWNER: 0x0000_0002,
  PERMISSIONS: 0x0000_0004,
  TIMES: 0x0000_0008,
  EXTENDED: 0x8000_0000,
} as const

/** Name and version of each extension we announce. */
export const EXTENSIONS = [
  ['posix-rename@openssh.com', '1'],
  ['statvfs@openssh.com', '2'],
  ['fstatvfs@openssh.com', '2'],
  ['fsync@openssh.com', '1'],
  ['lsetstat@openssh.com', '1'],
  ['limits@openssh.com', '1'],
] as const

/** The longest packet we take, without its length field: OpenSSH's own limit. */
export const PACKET_BYTES_MAX = 256 * 1024
/** The most data we want in one WRITE; leaves room for the rest of the packet. */
export const WRITE_BYTES_MAX = 255 * 1024
/** The most data sent in one answer to READ: OpenSSH asks for as much as we want in one WRITE. */
export const READ_BYTES_MAX = WRITE_BYTES_MAX
/** Handles may be up to 256 bytes (draft, section 3); ours are shorter, and longer ones cannot be ours. */
export const HANDLE_BYTES_MAX = 256
