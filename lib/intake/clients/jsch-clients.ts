// For tests only: JSch, which Java programs of student information systems use; as it comes, and as an installation of 2012
// was set up.
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { missingProgram, type Place, runClient, type TestClient } from './test-client'

const JAR = '/usr/share/java/jsch.jar'

const PROGRAM = `
import com.jcraft.jsch.*;
import java.util.Vector;

public class JschClient {
  public static void main(String[] args) throws Exception {
    String host = args[0], user = args[2], password = args[3], key = args[4], old = args[5], what = args[6];
    JSch jsch = new JSch();
    if (!key.isEmpty()) jsch.addIdentity(key);
    Session session = jsch.getSession(user, host, Integer.parseInt(args[1]));
    session.setConfig("StrictHostKeyChecking", "no");
    session.setConfig("PreferredAuthentications", key.isEmpty() ? "password" : "publickey");
    if (key.isEmpty()) session.setPassword(password);
    if (old.equals("old")) {
      session.setConfig("kex", "diffie-hellman-group14-sha1");
      session.setConfig("server_host_key", "ssh-rsa");
      session.setConfig("cipher.c2s", "aes128-cbc");
      session.setConfig("cipher.s2c", "aes128-cbc");
      session.setConfig("mac.c2s", "hmac-md5");
      session.setConfig("mac.s2c", "hmac-md5");
    }
    try {
      session.connect(15000);
      ChannelSftp sftp = (ChannelSftp) session.openChannel("sftp");
      sftp.connect();
      String first = args.length > 7 ? args[7] : "", second = args.length > 8 ? args[8] : "";
      if (what.equals("put")) sftp.put(first, second);
      if (what.equals("preserve")) { sftp.put(first, first); sftp.setMtime(first, 1); sftp.chmod(0600, first); }
      if (what.equals("resume")) sftp.put(first, first, ChannelSftp.RESUME);
      if (what.equals("append")) sftp.put(first, second, ChannelSftp.APPEND);
      if (what.equals("rename")) sftp.rename(first, second);
      if (what.equals("list"))
        for (Object entry : (Vector<?>) sftp.ls(".")) System.out.println(((ChannelSftp.LsEntry) entry).getFilename());
      if (what.equals("stat")) System.out.println(sftp.stat(first).getSize());
      if (what.equals("get")) sftp.get(first, "copy");
      if (what.equals("remove")) sftp.rm(first);
      if (what.equals("makeFolder")) sftp.mkdir(first);
    } catch (JSchException | SftpException failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    } finally {
      session.disconnect();
    }
  }
}
`

function abilities(algorithms: 'own' | 'old'): TestClient['abilities'] {
  const run = async (what: string, place: Place, ...args: string[]): Promise<string> => {
    const { folder, host, sftpPort, userName, password, keyFile } = place
    const source = path.join(folder, 'JschClient.java')
    if (!existsSync(path.join(folder, 'JschClient.class'))) {
      writeFileSync(source, PROGRAM)
      await runClient('javac', ['-cp', JAR, '-d', folder, source], { folder })
    }
    const login = [host, String(sftpPort), userName, password, keyFile ?? '', algorithms]
    const fast = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Dfile.encoding=UTF-8', '-Dsun.jnu.encoding=UTF-8']
    return runClient('java', [...fast, '-cp', `${JAR}:${folder}`, 'JschClient', ...login, what, ...args], { folder })
  }
  const verbs = ['put', 'preserve', 'resume', 'append', 'rename', 'list', 'stat', 'get', 'remove', 'makeFolder']
  return Object.fromEntries(verbs.map((verb) => [verb, (place: Place, ...args: string[]) => run(verb, place, ...args)]))
}

const isMissing = existsSync(JAR) ? missingProgram('javac', '-version') : `${JAR} is not there (libjsch-java)`

export const jschClients: readonly TestClient[] = [
  { name: 'JSch', door: 'SFTP', missing: isMissing, abilities: abilities('own'), keys: ['ecdsa'] },
  {
    ...{ name: 'JSch, old algorithms', door: 'SFTP', missing: isMissing, abilities: abilities('old') },
    ...{ keys: ['ecdsa', 'rsa'], needsLegacy: true },
  },
]
