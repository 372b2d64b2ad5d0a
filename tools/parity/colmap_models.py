"""Writes the small COLMAP models under geometry/src/test/resources/colmap with COLMAP itself.

Needs: pip install pycolmap==4.2.1 numpy
Run:   python tools/parity/colmap_models.py geometry/src/test/resources/colmap
Prints, per picture, where COLMAP projects point (0.3, -0.2, 4.0): the expected values of the test.
"""

import pathlib
import sys

import numpy as np
import pycolmap

LENSES = [
    ("SIMPLE_PINHOLE", [500, 320, 240]),
    ("PINHOLE", [500, 510, 321.5, 239.25]),
    ("SIMPLE_RADIAL", [500, 320, 240, 0.05]),
    ("RADIAL", [500, 320, 240, 0.05, -0.02]),
    ("OPENCV", [500, 510, 321.5, 239.25, 0.05, -0.02, 0.001, -0.002]),
    ("OPENCV_FISHEYE", [500, 510, 321.5, 239.25, 0.05, -0.02, 0.01, -0.003]),
    ("FULL_OPENCV", [500, 510, 321.5, 239.25, 0.05, -0.02, 0.001, -0.002, 0.01, 0.02, -0.01, 0.005]),
]


def main(folder):
    model = pycolmap.Reconstruction()
    for i, (lens, parameters) in enumerate(LENSES):
        camera = pycolmap.Camera(
            model=lens, width=640, height=480, params=parameters, camera_id=i + 1
        )
        model.add_camera_with_trivial_rig(camera)
        xyzw = np.array([0.02 * i, 0.05, -0.03, 1.0])
        rotation = pycolmap.Rotation3d(xyzw / np.linalg.norm(xyzw))
        pose = pycolmap.Rigid3d(rotation, np.array([0.1 * i, -0.2, 0.3]))
        image = pycolmap.Image(name=f"shot {i}.png", camera_id=i + 1, image_id=i + 1)
        model.add_image_with_trivial_frame(image, pose)
    for k in range(5):
        model.add_point3D(
            np.array([0.1 * k, -0.2 * k, 3 + k]), pycolmap.Track(), np.array([10 * k, 20 * k, 255 - k])
        )
    for kind in ("binary", "text"):
        target = pathlib.Path(folder) / kind
        target.mkdir(parents=True, exist_ok=True)
        (model.write_binary if kind == "binary" else model.write_text)(str(target))
        for extra in ("rigs", "frames"):
            for file in target.glob(extra + ".*"):
                file.unlink()
    for image_id, image in sorted(model.images.items()):
        uv = image.project_point(np.array([0.3, -0.2, 4.0]))
        print(f"{image.name}\t{uv[0]:.9f}\t{uv[1]:.9f}")


main(sys.argv[1])
