package io.rmaflow.console.frame;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where things are ({@code rmaflow.console.*}); addresses have no slash at their end.
 *
 * @param contractService where contract-service is
 * @param rmaService where rma-service is
 * @param notificationService where notification-service is
 * @param patience how long a call is tried again while a service is away
 * @param issuer as tokens name it, and where a browser finds it
 * @param issuerFromHere where this server finds it, which in a container is another address
 * @param audience whom access tokens are for
 * @param clientId as which program persons are sent to the issuer
 * @param clientSecret with which this program proves itself there
 * @param authorizationPath where a browser logs in, under the issuer's address
 * @param tokenPath where tokens are made
 * @param keysPath where the issuer's keys lie
 * @param logoutPath where a browser logs out
 */
@ConfigurationProperties("rmaflow.console")
record ConsoleSettings(
    @DefaultValue("http://127.0.0.1:8081") URI contractService,
    @DefaultValue("http://127.0.0.1:8082") URI rmaService,
    @DefaultValue("http://127.0.0.1:8083") URI notificationService,
    @DefaultValue("5s") Duration patience,
    @DefaultValue("http://127.0.0.1:8084") URI issuer,
    @DefaultValue("http://127.0.0.1:8084") URI issuerFromHere,
    @DefaultValue("rmaflow") String audience,
    @DefaultValue("rmaflow-console") String clientId,
    String clientSecret,
    @DefaultValue("/oauth2/authorize") String authorizationPath,
    @DefaultValue("/oauth2/token") String tokenPath,
    @DefaultValue("/oauth2/jwks") String keysPath,
    @DefaultValue("/connect/logout") String logoutPath) {}
