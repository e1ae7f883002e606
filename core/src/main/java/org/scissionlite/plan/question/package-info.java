/**
 * Stage 4 of 8 - plan, the question: what to minimise, what must hold, and what is known of
 * accuracy and privacy.
 */
package org.scissionlite.plan.question;
