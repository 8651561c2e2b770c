# All modules are built once; each image of the compose file takes one runnable jar of them.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -q -B package -DskipTests -Dstyle.color=never -am \
        -pl local-stack,identity,contract-service,rma-service,notification-service,console

FROM eclipse-temurin:25-jre AS run
ARG MODULE
COPY docker/healthcheck.sh /usr/local/bin/healthcheck
COPY docker/token.sh /usr/local/bin/token
RUN chmod 755 /usr/local/bin/healthcheck /usr/local/bin/token && mkdir -p /data /erasures && chown 10001:10001 /data /erasures
COPY --from=build /build/${MODULE}/target/${MODULE}-1.0.0-SNAPSHOT-exec.jar /app/app.jar
USER 10001:10001
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Duser.timezone=UTC -Ddisable-axoniq-console-message=true"
HEALTHCHECK --interval=3s --timeout=3s --start-period=300s --retries=5 CMD ["healthcheck"]
ENTRYPOINT ["java", "-jar", "/app/app.jar"]
