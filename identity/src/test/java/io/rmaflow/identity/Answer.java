package io.rmaflow.identity;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the issuer has answered. */
record Answer(int status, String body, java.net.http.HttpHeaders headers) {

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.body(), response.headers());
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(body);
  }

  String text(String field) {
    return json().path(field).asString("");
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  SignedJWT token(String field) {
    try {
      return SignedJWT.parse(text(field));
    } catch (java.text.ParseException e) {
      throw new AssertionError("no token: " + status + " " + body, e);
    }
  }

  Map<String, Object> claims() {
    try {
      return token("access_token").getJWTClaimsSet().getClaims();
    } catch (java.text.ParseException e) {
      throw new AssertionError(body, e);
    }
  }

  /** Whether one of these keys has signed the access token. */
  boolean isSignedBy(String jwkSet) {
    try {
      SignedJWT token = token("access_token");
      var key = JWKSet.parse(jwkSet).getKeyByKeyId(token.getHeader().getKeyID());
      return key != null
          && token.verify(
              new RSASSAVerifier(Objects.requireNonNull(key).toRSAKey().toRSAPublicKey()));
    } catch (java.text.ParseException | com.nimbusds.jose.JOSEException e) {
      throw new AssertionError(body, e);
    }
  }
}
