package org.scissionlite.offload.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Packages of npm that are on the class path as webjars, laid out as Node.js looks for them. */
final class NodeModules {
  private static final String ROOT = "META-INF/resources/webjars/";
  private final Path folder;

  /**
   * @param folder below which programs find the packages
   */
  NodeModules(Path folder) {
    this.folder = folder.resolve("node_modules");
  }

  /**
   * Adds a package.
   *
   * @param webjar its name there, such as grpc__grpc-js for @grpc/grpc-js
   */
  NodeModules with(String webjar) throws IOException {
    URL url = NodeModules.class.getClassLoader().getResource(ROOT + webjar + "/");
    JarURLConnection connection = (JarURLConnection) url.openConnection();
    String prefix = ROOT + webjar + "/";
    try (JarFile jar = new JarFile(Path.of(connection.getJarFileURL().getPath()).toFile())) {
      for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        int version = entry.getName().indexOf('/', prefix.length());
        if (entry.getName().startsWith(prefix) && version >= 0 && !entry.isDirectory()) {
          copy(jar, entry, target(webjar).resolve(entry.getName().substring(version + 1)));
        }
      }
    }
    return this;
  }

  /**
   * Adds protobufjs, whose parts are no webjars: from the one file that has all of them. It is made
   * for browsers, so it has to be told of Node's buffers.
   */
  NodeModules withProtobuf() throws IOException {
    with("protobufjs");
    Files.writeString(
        target("protobufjs").resolve("index.js"),
        """
        const protobuf = require('./dist/protobuf');
        protobuf.util.Buffer = Buffer;
        protobuf.configure();
        module.exports = protobuf;
        """);
    return this;
  }

  private Path target(String webjar) {
    return folder.resolve(webjar.contains("__") ? "@" + webjar.replace("__", "/") : webjar);
  }

  private static void copy(JarFile jar, JarEntry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream content = jar.getInputStream(entry)) {
      Files.copy(content, target);
    }
  }
}
