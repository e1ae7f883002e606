package org.scissionlite.cli.evaluate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.scissionlite.evaluation.EvaluationReport;
import org.scissionlite.privacy.PrivacyReport;

/**
 * What {@code evaluate --privacy --json} prints: the report as privacy.json has it, and the images
 * that it leaves out.
 */
record PrivacyJson(@JsonUnwrapped PrivacyReport report, EvaluationReport.Unreadable unreadable) {}
