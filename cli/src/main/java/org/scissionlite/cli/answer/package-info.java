/** What a person reads of an answer, by its task: text, JSON, and drawn on the picture. */
package org.scissionlite.cli.answer;
