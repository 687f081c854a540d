// Mesa's software Vulkan (lavapipe) under the file name and the device numbers of SwiftShader, which is
// the only software adapter that Chromium's WebGPU takes. Lavapipe has what SwiftShader lacks: shader-f16.
// LAVAPIPE is the driver's path; make.mjs compiles this.
#include <dlfcn.h>
#include <stdint.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

typedef void (*Function)(void);
typedef Function (*GetFunction)(void *instance, const char *name);

// The beginning of VkPhysicalDeviceProperties.
typedef struct {
  uint32_t apiVersion, driverVersion, vendorID, deviceID;
} Properties;

// The beginning of VkPhysicalDeviceProperties2.
typedef struct {
  uint32_t type;
  void *next;
  Properties properties;
} Properties2;

static void (*driverProperties)(void *device, Properties *);
static void (*driverProperties2)(void *device, Properties2 *);

static void disguise(Properties *properties) {
  properties->vendorID = 0x1AE0;
  properties->deviceID = 0xC0DE;
}

static void getProperties(void *device, Properties *properties) {
  driverProperties(device, properties);
  disguise(properties);
}

static void getProperties2(void *device, Properties2 *properties) {
  driverProperties2(device, properties);
  disguise(&properties->properties);
}

static GetFunction driver(void) {
  static GetFunction found;
  if (!found) {
    void *library = dlopen(LAVAPIPE, RTLD_NOW | RTLD_LOCAL);
    if (library) found = (GetFunction)dlsym(library, "vk_icdGetInstanceProcAddr");
  }
  return found;
}

EXPORT Function vkGetInstanceProcAddr(void *instance, const char *name) {
  if (!strcmp(name, "vkGetInstanceProcAddr")) return (Function)vkGetInstanceProcAddr;
  Function function = driver() ? driver()(instance, name) : 0;
  if (!function) return 0;
  if (!strcmp(name, "vkGetPhysicalDeviceProperties")) {
    driverProperties = (void (*)(void *, Properties *))function;
    return (Function)getProperties;
  }
  if (!strcmp(name, "vkGetPhysicalDeviceProperties2") ||
      !strcmp(name, "vkGetPhysicalDeviceProperties2KHR")) {
    driverProperties2 = (void (*)(void *, Properties2 *))function;
    return (Function)getProperties2;
  }
  return function;
}
