package io.waymark.domain.alert;

/**
 * An open alert beside others of its touchpoint.
 *
 * @param alert as told last
 * @param called whether it was ever told without another that stands for it: then somebody may have
 *     been called, and has to hear how it goes on
 */
public record Standing(Alert alert, boolean called) {}
