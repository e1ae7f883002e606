package org.scissionlite.benchmarks.load;

/**
 * What this process has used, in seconds.
 *
 * @param cpu processor time of all its threads
 * @param compiler of it, that of Java's compiler
 */
record ProcessTime(double cpu, double compiler) {
  static ProcessTime now() {
    return new ProcessTime(ServerCost.processSeconds(), JavaCompiler.seconds());
  }

  ProcessTime since(ProcessTime before) {
    return new ProcessTime(cpu - before.cpu, compiler - before.compiler);
  }
}
