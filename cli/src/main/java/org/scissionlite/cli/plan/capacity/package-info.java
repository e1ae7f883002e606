/** Stage 4 of 8 on the command line: what many cameras need. */
package org.scissionlite.cli.plan.capacity;
