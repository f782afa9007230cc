package io.waymark.app.delivery.net;

import java.util.Map;

/**
 * A request without its address.
 *
 * @param headers by name; with the content type
 * @param body as it is signed and sent
 */
public record HttpCall(String method, Map<String, String> headers, byte[] body) {}
