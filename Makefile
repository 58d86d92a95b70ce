# dossier: see README.md. OUT is where everything made goes.
OUT ?= out
CC ?= cc
PREFIX ?= /usr/local
VERSION = 0.1.0
PKGS = cairo cairo-pdf pango pangoft2 pangocairo harfbuzz harfbuzz-subset fontconfig freetype2 libzip libxml-2.0 libqpdf \
       libjpeg libpng librsvg-2.0 jansson lcms2 libdeflate zlib
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) | sed 's/-I\//-isystem \//g')
PKG_LIBS := $(shell pkg-config --libs $(PKGS)) -lhyphen -lm
WARN = -Wall -Wextra -Werror
OPT ?= -O2 -g
SAN ?=
DEFS = -DDOSSIER_VERSION='"$(VERSION)"' -DDOSSIER_SOURCE_DIR='"$(CURDIR)"' -DDOSSIER_DATA_DIR='"$(PREFIX)/share/dossier"'
CFLAGS_ALL = -std=c11 -D_GNU_SOURCE $(WARN) $(OPT) $(SAN) -Isrc $(DEFS) $(PKG_CFLAGS) $(CFLAGS)

ROOMS = base doc style chart layout pdf epub
$(foreach r,$(ROOMS),$(eval OBJ_$(r) := $(patsubst src/%.c,$(OUT)/obj/%.o,$(sort $(wildcard src/$(r)/*.c)))))
# What a room's tests may link: the room and those below it.
BELOW_base = base
BELOW_doc = base doc
BELOW_style = base doc style
BELOW_chart = base doc style chart
BELOW_layout = base doc style chart layout
BELOW_pdf = base doc style chart layout pdf
BELOW_epub = base doc style chart layout epub
MAIN_OBJ = $(patsubst src/%.c,$(OUT)/obj/%.o,$(wildcard src/*.c))

.PHONY: all clean test $(ROOMS:%=test-%)
all: $(OUT)/bin/dossier

$(OUT)/bin/dossier: $(MAIN_OBJ) $(foreach r,$(ROOMS),$(OBJ_$(r)))
	@mkdir -p $(@D)
	$(CC) $(SAN) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(OUT)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

define ROOM_TESTS
TESTS_$(1) := $$(patsubst tests/%.c,$(OUT)/tests/%,$$(sort $$(wildcard tests/$(1)/test_*.c)))
$$(TESTS_$(1)): $(OUT)/tests/%: tests/%.c tests/test.h $$(foreach b,$$(BELOW_$(1)),$$(OBJ_$$(b)))
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS_ALL) -Itests $$(shell pkg-config --cflags check) -o $$@ $$< $$(foreach b,$$(BELOW_$(1)),$$(OBJ_$$(b))) \
	    $$(LDFLAGS) $$(PKG_LIBS) $$(shell pkg-config --libs check)
test-$(1): $$(TESTS_$(1))
	@for t in $$^; do $$$$t || exit 1; done
endef
$(foreach r,$(ROOMS),$(eval $(call ROOM_TESTS,$(r))))
test: $(ROOMS:%=test-%)

clean:
	rm -rf $(OUT)

-include $(shell find $(OUT)/obj -name '*.d' 2>/dev/null)
