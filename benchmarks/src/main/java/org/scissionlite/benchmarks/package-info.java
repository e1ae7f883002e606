/**
 * Beside the stages - benchmarks: what the parts of an offloaded inference cost, measured with JMH.
 *
 * <p>Run them with {@code java -jar benchmarks/target/benchmarks.jar} after {@code mvn package}.
 */
package org.scissionlite.benchmarks;
