import { afterAll, beforeAll, test } from 'vitest';
import { CloneBench, type RunningInstance } from '../clone/support/bench.js';
import { describeOnSystem } from '../requirements.js';
import { runApplication } from './support/application.js';
import { expectOnlyDatesDiffer } from './support/date-header.js';
import { TEST_MS } from './support/clone-under-load.js';
import { STATE_FILE } from './support/probe.js';
import { StateLoad } from './support/state-load.js';
import { expectSameState } from './support/state-server.js';

const PORT = 8080;
const PROGRAM = '/srv/Server.java';

/** A pool of threads. HUP, because the JVM keeps USR2 for itself. */
const SERVER = `
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.*;
import java.security.MessageDigest;
import java.util.*;
import java.util.concurrent.*;

public class Server {
  static final Map<String, String> digests = new TreeMap<>();
  static long requests = 0;

  public static void main(String[] arguments) throws Exception {
    sun.misc.Signal.handle(new sun.misc.Signal("HUP"), signal -> tell());
    HttpServer server = HttpServer.create(new InetSocketAddress(${PORT}), 128);
    server.createContext("/", exchange -> {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String client = exchange.getRequestURI().getPath().split("/")[1];
      byte[] answer = take(client, body).getBytes();
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.start();
  }

  static synchronized String take(String client, byte[] body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(digests.getOrDefault(client, "").getBytes());
      String digest = HexFormat.of().formatHex(sha.digest(body));
      digests.put(client, digest);
      requests += 1;
      return digest;
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static synchronized void tell() {
    StringJoiner each = new StringJoiner(",", "{", "}");
    digests.forEach((client, digest) -> each.add("\\"" + client + "\\":\\"" + digest + "\\""));
    try {
      Path file = Path.of("${STATE_FILE}.new");
      Files.writeString(file, "{\\"requests\\":" + requests + ",\\"digests\\":" + each + "}");
      Files.move(file, Path.of("${STATE_FILE}"), StandardCopyOption.ATOMIC_MOVE);
    } catch (java.io.IOException failure) {
      failure.printStackTrace();
    }
  }
}
`;

describeOnSystem('a JVM, cloned while it serves', () => {
  let bench: CloneBench;
  let jvm: RunningInstance;
  let load: StateLoad | undefined;

  beforeAll(async () => {
    bench = await CloneBench.start();
    jvm = await runApplication(bench, {
      name: 'jvm',
      packages: ['default-jre-headless'],
      port: PORT,
      files: { [PROGRAM]: SERVER },
      // Debian's link in /usr/bin is made when the package is installed.
      command: ['/usr/lib/jvm/default-java/bin/java', '-Xmx128m', PROGRAM],
    });
  });

  afterAll(async () => {
    await load?.stop();
    await bench?.remove();
  });

  test(
    'its replica comes to the same state, and only dates differ',
    async () => {
      load = new StateLoad({ host: jvm.address, port: PORT }, 8, 4);
      const replicas = await expectSameState(bench, jvm, load, { replicas: 1, before: 300, after: 600 });
      for (const replica of replicas) expectOnlyDatesDiffer(replica);
    },
    TEST_MS,
  );
});
