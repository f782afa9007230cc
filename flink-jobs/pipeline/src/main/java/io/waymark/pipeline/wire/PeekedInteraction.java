package io.waymark.pipeline.wire;

/**
 * As much of an interaction as is needed to send it on: the rest stays encoded until somebody wants
 * it.
 *
 * @param eventTime milliseconds since the epoch
 * @param customer the customer id, or {@code anon:} and the anonymous id; see {@link
 *     io.waymark.domain.event.Event#customer}
 * @param identified whether {@code customer} is a customer id
 * @param tellsOfDevice whether it may say whose a device is, or is no longer; see {@link
 *     io.waymark.domain.identity.IdentityEvents#concernsDevices}
 * @param body the event in the current schema without a header; sound, so that {@link
 *     InteractionCodec#decodeBody} succeeds
 */
public record PeekedInteraction(
    String eventId,
    long eventTime,
    String customer,
    boolean identified,
    boolean tellsOfDevice,
    byte[] body) {}
