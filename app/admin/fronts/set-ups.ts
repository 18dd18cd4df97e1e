// What stands in the configuration files of the programs that can be in front, ready to be copied. Their limits are words
// (fronts.setUps): whoever copies a set-up has to know them.

export type SetUp = { readonly name: 'sftpgo' | 'openssh' | 'proftpd' | 'balancer'; readonly text: string }

const sftpgo = (publicUrl: string) => `SFTPGO_COMMON__ACTIONS__EXECUTE_ON=upload,rename
SFTPGO_COMMON__ACTIONS__EXECUTE_SYNC=upload
SFTPGO_COMMON__ACTIONS__HOOK=${publicUrl}/api/deliveries
SFTPGO_DATA_PROVIDER__EXTERNAL_AUTH_HOOK=${publicUrl}/api/intake/authorize
SFTPGO_DATA_PROVIDER__EXTERNAL_AUTH_SCOPE=3
SFTPGO_COMMON__SETSTAT_MODE=1
SFTPGO_HTTP__TIMEOUT=60
SFTPGO_HTTP__HEADERS__0__KEY=Authorization
SFTPGO_HTTP__HEADERS__0__VALUE=Bearer <secret>
SFTPGO_HTTP__HEADERS__0__URL=${publicUrl}/api/deliveries
SFTPGO_HTTP__HEADERS__1__KEY=Authorization
SFTPGO_HTTP__HEADERS__1__VALUE=Bearer <secret>
SFTPGO_HTTP__HEADERS__1__URL=${publicUrl}/api/intake/authorize`

const openssh = (folder: string) => `# /etc/ssh/sshd_config
Match Group rollcall-senders
    ChrootDirectory ${folder}/%u
    ForceCommand internal-sftp -d /inbox -u 0027
    AllowTcpForwarding no
    X11Forwarding no

# rollcall: the group of the user the intake runs as
groupadd -f rollcall-senders
# For each transfer login, with its user name (32 characters at most):
useradd -g rollcall-senders -d /inbox -s /usr/sbin/nologin -p '*' nightly_admin_demo_tx
install -d -o root -g root -m 755 ${folder}/nightly_admin_demo_tx
install -d -o nightly_admin_demo_tx -g rollcall -m 2750 ${folder}/nightly_admin_demo_tx/inbox`

const proftpd = (folder: string) => `# /etc/proftpd/proftpd.conf, after AuthUserFile and the TLS settings
DefaultRoot ~
HiddenStores on
DeleteAbortedStores on
AllowOverwrite on
Umask 027 027
TLSRequired on
TLSOptions NoSessionReuseRequired

# For each transfer login, with its user name:
ftpasswd --passwd --file=/etc/proftpd/ftpd.passwd --name=nightly_admin_demo_tx \\
  --uid=1500 --gid=1500 --shell=/bin/false --home=${folder}/nightly_admin_demo_tx
install -d -o 1500 -g rollcall -m 2750 ${folder}/nightly_admin_demo_tx`

const balancer = `# haproxy.cfg; Rollcall: PROXY_PROTOCOL_FROM=<address of the balancer>
listen sftp
    mode tcp
    bind :22
    timeout client 15m
    timeout server 15m
    server rollcall 10.0.0.5:2222 send-proxy-v2 check
# FTPS: the same for both control ports and for each passive port, with the same numbers on both sides.
listen ftps
    mode tcp
    bind :2121,:2990,:50000-50100
    timeout client 15m
    timeout server 15m
    server rollcall 10.0.0.5 send-proxy-v2`

/** The set-ups, with this installation's own addresses and folders. */
export function setUps({ publicUrl, watchedFolder }: { publicUrl: string; watchedFolder: string }): SetUp[] {
  return [
    { name: 'sftpgo', text: sftpgo(publicUrl) },
    { name: 'openssh', text: openssh(watchedFolder) },
    { name: 'proftpd', text: proftpd(watchedFolder) },
    { name: 'balancer', text: balancer },
  ]
}
