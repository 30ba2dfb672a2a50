# The catalog's image: make catalog-image
FROM quay.io/operator-framework/opm:v1.59.0

ENTRYPOINT ["/bin/opm"]
CMD ["serve", "/configs", "--cache-dir=/tmp/cache"]

COPY catalog /configs
# opm reads all of it here once, and refuses a graph that is wrong.
RUN ["/bin/opm", "serve", "/configs", "--cache-dir=/tmp/cache", "--cache-only"]

LABEL operators.operatorframework.io.index.configs.v1=/configs
