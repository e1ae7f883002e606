/**
 * What the fuzz tests share. A fuzz test stands in the package of its parser and gives it bytes as
 * anybody may send them: the known ones in each build, new ones with {@code JAZZER_FUZZ=1}.
 */
package org.scissionlite.fuzz;
