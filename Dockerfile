# Brug in a container: web server by default, `worker` or any other command of `brug` on demand.
# Built from a checkout: docker build -t brug .

FROM python:3.12-slim AS build
WORKDIR /build
RUN python -m venv /opt/brug
ENV PATH=/opt/brug/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
# Dependencies first: they change less often than the program.
COPY requirements.lock pyproject.toml ./
COPY tools/lock.py tools/lock.py
RUN python tools/lock.py grown > wanted.txt \
 && pip install --require-hashes --no-deps -r wanted.txt
COPY . .
RUN pip install --no-deps --no-build-isolation . \
 && BRUG_MODE=production BRUG_BASE_URL=https://build.example BRUG_DATA_DIR=/tmp/build \
    BRUG_STATIC_DIR=/opt/brug/static brug collect-static --stamp

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin brug \
 && install -d -o brug -g brug -m 0700 /data
COPY --from=build /opt/brug /opt/brug
ENV PATH=/opt/brug/bin:$PATH PYTHONUNBUFFERED=1 MALLOC_ARENA_MAX=2 \
    BRUG_MODE=production BRUG_DATA_DIR=/data BRUG_STATIC_DIR=/opt/brug/static BRUG_LOG_FORMAT=json
USER brug
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
ENTRYPOINT ["brug"]
CMD ["serve", "--host", "0.0.0.0", "--workers", "2"]
