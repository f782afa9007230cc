package io.waymark.pipeline.rules;

import java.io.Serializable;

/**
 * How a subtask comes to its rules.
 *
 * @param bootstrap reads the documents when the job starts afresh
 * @param compiler makes rules of them
 */
public record RuleSource(RuleBootstrap bootstrap, RuleCompiler compiler) implements Serializable {}
